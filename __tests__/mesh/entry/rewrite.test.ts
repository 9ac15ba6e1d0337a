/** What a gateway changes of a request before it leads it on. */
import { exact, grpc, networkLoadBalancer, regex } from '../../../lib/mesh';
import type { GatewayRouteDefinition } from '../../../lib/mesh/entry/gateway';
import { aGateway, aMesh, aNode } from '../../../lib/testing';
import { codesOf, textsOf } from '../problems-of';

const led = (route: Partial<GatewayRouteDefinition>) => ({
  gateways: { ingress: aGateway({ routes: { all: { service: 'web', ...route } } }) },
});
const api = { prefix: '/api/' };

it('is kept as it is said', () => {
  const rewrite = { prefix: '/v1/', hostname: false } as const;
  const [gateway] = aMesh(led({ match: api, rewrite })).at({ stage: 'dev' }).gateways;
  expect(gateway?.routes[0]?.rewrite).toEqual(rewrite);
});

it.each<Partial<GatewayRouteDefinition>>([
  { rewrite: { prefix: '/v1/' } },
  { match: api, rewrite: { prefix: '/' } },
  { match: api, rewrite: { prefix: `/${'x'.repeat(253)}/` } },
  { match: { prefix: '/api' }, rewrite: { prefix: false } },
  { match: { path: exact('/a') }, rewrite: { path: '/b' } },
  { match: { path: regex('/a/.*') }, rewrite: { path: '/b', hostname: false } },
  { rewrite: { hostname: false } },
])('may be %j', (route) => {
  expect(codesOf(led(route))).toEqual([]);
});

it.each<[Partial<GatewayRouteDefinition>, string]>([
  [{ match: api, rewrite: { prefix: '/v1' } }, 'rewrite-prefix'],
  [{ match: api, rewrite: { prefix: 'v1/' } }, 'rewrite-prefix'],
  [{ match: api, rewrite: { prefix: '' } }, 'rewrite-prefix'],
  [{ match: api, rewrite: { prefix: `/${'x'.repeat(254)}/` } }, 'rewrite-prefix'],
  [{ match: { prefix: '/api' }, rewrite: { prefix: '/v1/' } }, 'rewrite-match'],
  [{ match: { path: exact('/a') }, rewrite: { prefix: '/v1/' } }, 'rewrite-match'],
  [{ match: { path: exact('/a') }, rewrite: { prefix: false } }, 'rewrite-match'],
  [{ match: api, rewrite: { path: '/b' } }, 'rewrite-match'],
  [{ match: { path: exact('/a') }, rewrite: { path: 'b' } }, 'rewrite-path'],
  [{ match: { path: exact('/a') }, rewrite: { path: '/b', prefix: '/' } }, 'rewrite-prefix-and-path'],
  [{ rewrite: { hostname: true as never } }, 'field-type'],
  [{ rewrite: { prefix: true as never } }, 'field-type'],
  [{ rewrite: { path: 5 as never } }, 'field-type'],
  [{ rewrite: { query: '' } as never }, 'field-unknown'],
])('may not be %j: %s', (route, code) => {
  expect(codesOf(led(route))).toEqual([code]);
});

it('says which prefix would do, where the matched one ends within a part of the path', () => {
  const route = { match: { prefix: '/api' }, rewrite: { prefix: '/v1/' } };
  expect(textsOf(led(route))).toEqual([
    'gateway "ingress" > route "all" > rewrite: `prefix` needs a matched prefix that ends with "/", got "/api"; match "/api/" [rewrite-match]',
  ]);
});

it.each([
  [{ hostname: false }, []],
  [{ prefix: '/' }, ['route-protocol']],
  [{ path: '/' }, ['route-protocol']],
] as const)('of gRPC is one of the host alone: %j', (rewrite, codes) => {
  const gateway = {
    listener: grpc(8080),
    routes: { all: { service: 'web', rewrite } },
    loadBalancer: networkLoadBalancer(443),
  };
  expect(
    codesOf({ nodes: { web: aNode({ listeners: [grpc(3000)] }) }, gateways: { ingress: gateway } }),
  ).toEqual(codes);
});
