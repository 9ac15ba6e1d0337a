/** Where load balancers lead on target `app-mesh`. */
import { applicationLoadBalancer, http } from '../../../lib/mesh';
import { renderEnds } from '../../../lib/targets/app-mesh';
import { aGateway, aMesh, aNode, type MeshParts } from '../../../lib/testing';

const endsOf = (parts: MeshParts) => renderEnds(aMesh(parts).at({ stage: 'dev' }));

it('to the Envoy of a gateway, and asks its admin server', () => {
  expect(endsOf({ gateways: { ingress: aGateway() } })).toMatchObject([
    { tasks: 'ingress', containerName: 'envoy', port: 8080, health: { port: 9901, path: '/ready' } },
  ]);
});

it('to the port of the node’s application, which a check through Envoy reaches too', () => {
  const listeners = [http(3000, { health: '/health' })];
  const loadBalancer = applicationLoadBalancer(80);
  expect(endsOf({ nodes: { web: aNode({ listeners, loadBalancer }) } })).toMatchObject([
    { tasks: 'web', containerName: 'app', port: 3000, health: { path: '/health' } },
  ]);
});
