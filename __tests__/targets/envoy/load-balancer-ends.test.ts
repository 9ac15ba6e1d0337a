/** Where load balancers lead on target `envoy`. */
import { applicationLoadBalancer, http, networkLoadBalancer, tcp } from '../../../lib/mesh';
import { renderEnds } from '../../../lib/targets/envoy';
import { aGateway, aMesh, aNode, type MeshParts } from '../../../lib/testing';

const endsOf = (parts: MeshParts) => renderEnds(aMesh(parts).at({ stage: 'dev' }));
const loadBalancer = applicationLoadBalancer(80);

it('to the Envoy of a gateway, and asks its health listener', () => {
  expect(endsOf({ gateways: { ingress: aGateway({ listener: http(8080, { health: '/well' }) }) } })).toEqual([
    {
      loadBalancer: 'ingress',
      destination: 'ingress',
      group: 'ingress',
      tasks: 'ingress',
      containerName: 'envoy',
      port: 8080,
      protocol: 'http',
      health: { port: 15_002, path: '/well' },
    },
  ]);
});

it.each(['explicit', 'transparent'] as const)(
  'to a port of a node’s Envoy that strangers alone enter: %s',
  (interception) => {
    expect(endsOf({ nodes: { web: aNode({ interception, loadBalancer }) } })).toMatchObject([
      { tasks: 'web', containerName: 'envoy', port: 19_000, health: { port: 15_002, path: '/ready' } },
    ]);
  },
);

const internal = applicationLoadBalancer(80, { internal: true });

it('to the port of callers where only the network gets in, and where bytes are passed on', () => {
  const nodes = {
    web: aNode({ loadBalancer: internal }),
    db: aNode({ listeners: [tcp(5432)], loadBalancer: networkLoadBalancer(5432) }),
  };
  expect(endsOf({ nodes }).map(({ tasks, port }) => [tasks, port])).toEqual([
    ['db', 25_432],
    ['web', 23_000],
  ]);
});

it('to the port of a transparent node, whose connections the platform leads to Envoy', () => {
  const node = aNode({ interception: 'transparent', loadBalancer: internal });
  expect(endsOf({ nodes: { web: node } })).toMatchObject([
    { tasks: 'web', containerName: 'app', port: 3000, health: { port: 15_002, path: '/ready' } },
  ]);
});

it('once to each port of a node, however many routes lead there', () => {
  const ends = endsOf({
    nodes: { web: aNode({ listeners: [http(3000), http(9000)] }) },
    loadBalancers: {
      public: {
        ...loadBalancer,
        routes: { a: { node: 'web' }, b: { node: 'web' }, c: { node: 'web', port: 9000 } },
      },
    },
  });
  expect(ends.map(({ group, port }) => [group, port])).toEqual([
    ['web', 19_000],
    ['web-9000', 17_000],
  ]);
});
