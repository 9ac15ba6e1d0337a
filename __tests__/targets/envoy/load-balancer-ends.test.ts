/** Where load balancers lead on target `envoy`. */
import { applicationLoadBalancer, http } from '../../../lib/mesh';
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

it('to the port where a node’s Envoy takes requests, never to the application', () => {
  expect(endsOf({ nodes: { web: aNode({ loadBalancer }) } })).toMatchObject([
    { tasks: 'web', containerName: 'envoy', port: 23_000, health: { port: 15_002, path: '/ready' } },
  ]);
});

it('to the port of a transparent node, whose connections the platform leads to Envoy', () => {
  const node = aNode({ interception: 'transparent', loadBalancer });
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
    ['web', 23_000],
    ['web-9000', 29_000],
  ]);
});
