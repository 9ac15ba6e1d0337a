/** Rules that no request meets, and mistakes in many rules at once. */
import { applicationLoadBalancer, existingListener } from '../../../lib/mesh';
import { formatProblem } from '../../../lib/mesh/checks/problem';
import { DEFAULT_QUOTAS } from '../../../lib/mesh/checks/quotas';
import type { LoadBalancerDefinition } from '../../../lib/mesh/entry/mesh-load-balancer';
import { validateLoadBalancers } from '../../../lib/mesh/entry/validate-load-balancers';
import { aGateway, aMesh, aNode } from '../../../lib/testing';

const there = existingListener({
  listener:
    'arn:aws:elasticloadbalancing:us-west-2:123456789012:listener/app/main/0123456789abcdef/0123456789abcdef',
  securityGroup: 'sg-0a1b2c3d',
});
const domain = { zone: 'example.com', name: ['shop.example.com', '*.shop.example.com'] };
const named = applicationLoadBalancer(80, { domain });

const problemsOf = (loadBalancer: LoadBalancerDefinition) =>
  validateLoadBalancers(
    aMesh({
      nodes: { web: aNode() },
      gateways: { ingress: aGateway() },
      loadBalancers: { public: loadBalancer },
    }).at({
      stage: 'dev',
    }),
    DEFAULT_QUOTAS,
  );
const textsOf = (loadBalancer: LoadBalancerDefinition) => problemsOf(loadBalancer).map(formatProblem);

describe('a host', () => {
  const routes = (hostname: string | string[]) => ({ shop: { match: { hostname }, node: 'web' } });

  it.each(['shop.example.com', 'SHOP.example.com', 'api.shop.example.com', 'shop.*', '*.example.com'])(
    'may be one of the names of the domain: %s',
    (hostname) => {
      expect(problemsOf({ ...named, routes: routes(hostname) })).toEqual([]);
    },
  );

  it('is warned of if no name leads to it', () => {
    const found = problemsOf({ ...named, routes: routes(['shop.example.org', '*.example.net']) });
    expect(found.map(({ severity }) => severity)).toEqual(['warning']);
    expect(found.map(formatProblem)).toEqual([
      'load balancer "public" > route "shop": no request of host "*.example.net", "shop.example.org" comes by the names of `domain`, which are "*.shop.example.com", "shop.example.com"; add the host to `domain`, or correct it; nothing is wrong where a name outside of this project leads to the load balancer [load-balancer-rule-host]',
    ]);
  });

  it('is fine if one of several may come', () => {
    expect(problemsOf({ ...named, routes: routes(['shop.example.org', 'shop.example.com']) })).toEqual([]);
  });

  it('is not compared where other names are not known', () => {
    const other = { shop: { match: { hostname: 'shop.example.org' }, node: 'web' } };
    expect(problemsOf({ ...applicationLoadBalancer(80), routes: other })).toEqual([]);
    expect(problemsOf({ ...there, domain, routes: other })).toEqual([]);
  });
});

it('says which word leads to a gateway, and which to a node', () => {
  const routes = {
    api: { match: { path: '/api' }, priority: 1, node: 'ingress' },
    pages: { gateway: 'web' },
  };
  expect(textsOf({ ...applicationLoadBalancer(80), routes })).toEqual([
    'load balancer "public" > route "api": "ingress" is a gateway and not a node; write gateway: "ingress" [load-balancer-node-gateway]',
    'load balancer "public" > route "pages": "web" is a node and not a gateway; write node: "web" [load-balancer-gateway-node]',
  ]);
});

it('tells of a route without a match once, on a listener that exists too', () => {
  const routes = { a: { node: 'web' }, b: { node: 'web' } };
  expect(textsOf({ ...applicationLoadBalancer(80), routes })).toEqual([
    'load balancer "public": several routes take every request: "a", "b"; give all but one a match [load-balancer-default-twice]',
  ]);
  expect(problemsOf({ ...there, routes }).map(({ where, code }) => [where, code])).toEqual([
    ['load balancer "public" > route "a"', 'load-balancer-match-missing'],
    ['load balancer "public" > route "b"', 'load-balancer-match-missing'],
  ]);
});

it('reads each of 2,000 rules a few times, not once for each other rule', () => {
  const routes = Object.fromEntries(
    Array.from({ length: 2000 }, (_, index) => [
      `r${index}`,
      { node: 'web', priority: index + 1, match: { path: `/${index}` } },
    ]),
  );
  const application = aMesh({
    nodes: { web: aNode() },
    loadBalancers: { public: { ...applicationLoadBalancer(80), routes } },
  }).at({ stage: 'dev' });
  let reads = 0;
  const counting = <T extends object>(route: T): T =>
    new Proxy(route, {
      get: (all, field) => {
        if (field === 'gateway') reads += 1;
        return Reflect.get(all, field) as unknown;
      },
    });
  const loadBalancers = application.loadBalancers.map((each) => ({
    ...each,
    routes: each.routes.map((route) => counting(route)),
  }));
  const found = validateLoadBalancers({ ...application, loadBalancers }, DEFAULT_QUOTAS);
  expect(found.map(({ code }) => code)).toEqual(['load-balancer-rules-many']);
  expect(reads).toBeGreaterThan(2000);
  expect(reads).toBeLessThan(30 * 2000);
});
