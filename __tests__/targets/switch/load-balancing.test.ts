/** How load balancers check tasks while tasks of `none` and of `envoy` run side by side. */
import { applicationLoadBalancer, http } from '../../../lib/mesh';
import { endsOfBoth } from '../../../lib/targets/switch/load-balancing';
import { aGateway, aMesh, aNode, type MeshParts } from '../../../lib/testing';

const healthOf = (parts: MeshParts) =>
  endsOfBoth(aMesh(parts).at({ stage: 'dev' })).map(({ health }) => health);
const nodes = { web: aNode({ listeners: [http(3000, { health: '/health' })] }) };
const loadBalancer = applicationLoadBalancer(80);
const withPath = applicationLoadBalancer(80, { targetGroup: { healthCheck: { path: '/own' } } });

it('asks the application’s path on the port of requests: only tasks of one target have Envoy’s port', () => {
  expect(healthOf({ nodes: { web: { ...nodes.web, loadBalancer } } })).toEqual([{ path: '/health' }]);
});

it('takes any answer but an error from a gateway, whose routes may lead that path elsewhere', () => {
  expect(healthOf({ nodes, gateways: { ingress: aGateway() } })).toEqual([
    { path: '/health', matcher: '200-499' },
  ]);
});

it.each<[string, MeshParts]>([
  ['a gateway', { nodes, gateways: { ingress: aGateway({ loadBalancer: withPath }) } }],
  ['a node', { nodes: { web: { ...nodes.web, loadBalancer: withPath } } }],
])('asks the path that the load balancer names at %s', (_, parts) => {
  expect(healthOf(parts)).toEqual([{ path: '/own' }]);
});

it('takes any answer but an error where the application has no path of its own', () => {
  expect(healthOf({ nodes: { web: aNode({ loadBalancer }) } })).toEqual([{ path: '/', matcher: '200-499' }]);
});
