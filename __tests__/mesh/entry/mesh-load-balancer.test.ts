/** Short forms of load balancers become the long form, which stands at the application. */
import { applicationLoadBalancer, http, networkLoadBalancer } from '../../../lib/mesh';
import { gatewaysByName, ownerOf, placeOfLoadBalancer } from '../../../lib/mesh/entry/mesh-load-balancer';
import { aGateway, aMesh, aNode, type MeshParts } from '../../../lib/testing';

const completed = (parts: MeshParts) => aMesh(parts).at({ stage: 'dev' });
const inner = { listener: http(8080), routes: { all: { service: 'web' } } };

describe('a load balancer', () => {
  it('on a gateway has its name and one route, which leads to it', () => {
    expect(completed({ gateways: { ingress: aGateway() } }).loadBalancers).toEqual([
      {
        name: 'ingress',
        kind: 'application',
        port: 80,
        httpsPort: 443,
        internal: false,
        open: 'internet',
        routes: [{ name: 'ingress', match: [], gateway: 'ingress' }],
      },
    ]);
  });

  it('on a node has its name and one route, which leads to it', () => {
    expect(
      completed({ nodes: { web: aNode({ loadBalancer: networkLoadBalancer(80) }) } }).loadBalancers,
    ).toEqual([
      {
        name: 'web',
        kind: 'network',
        port: 80,
        internal: false,
        open: 'internet',
        routes: [{ name: 'web', match: [], node: 'web' }],
      },
    ]);
  });

  it('is open to the network alone if it is internal and does not say', () => {
    const openOf = (open?: 'internet') => {
      const loadBalancer = applicationLoadBalancer(80, { internal: true, ...(open && { open }) });
      return completed({ nodes: { web: aNode({ loadBalancer }) } }).loadBalancers.map((each) => each.open);
    };
    expect(openOf()).toEqual(['network']);
    expect(openOf('internet')).toEqual(['internet']);
  });

  it('in short form is the same as in long form', () => {
    const routes = { ingress: { gateway: 'ingress' } };
    const long = completed({
      gateways: { ingress: inner },
      loadBalancers: { ingress: { ...applicationLoadBalancer(80), routes } },
    });
    expect(long).toEqual(completed({ gateways: { ingress: aGateway() } }));
  });

  it('stands before others, in the order of names', () => {
    const { loadBalancers } = completed({
      nodes: { web: aNode({ loadBalancer: applicationLoadBalancer(80) }) },
      gateways: { ingress: aGateway() },
      loadBalancers: {
        public: {
          ...applicationLoadBalancer(80),
          routes: { b: { node: 'web', port: 3000 }, a: { gateway: 'ingress' } },
        },
      },
    });
    expect(loadBalancers.map(({ name }) => name)).toEqual(['ingress', 'public', 'web']);
    expect(loadBalancers[1]?.routes).toEqual([
      { name: 'a', match: [], gateway: 'ingress' },
      { name: 'b', match: [], node: 'web', port: 3000 },
    ]);
    expect(loadBalancers.map(ownerOf)).toEqual(['gateway', undefined, 'node']);
    expect(loadBalancers.map((each) => placeOfLoadBalancer(each))).toEqual([
      'gateway "ingress" > load balancer',
      'load balancer "public"',
      'node "web" > load balancer',
    ]);
  });

  it('keeps the network from the gateway behind it', () => {
    const gateways = { ingress: inner, other: inner };
    expect(gatewaysByName(completed({ gateways }))).toEqual(['ingress', 'other']);
    const loadBalancers = {
      public: { ...applicationLoadBalancer(80), routes: { all: { gateway: 'other' } } },
    };
    expect(gatewaysByName(completed({ gateways, loadBalancers }))).toEqual(['ingress']);
  });
});
