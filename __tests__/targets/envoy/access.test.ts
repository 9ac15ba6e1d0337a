import { http } from '../../../lib/mesh';
import { loadBalancerOf, tasksOf } from '../../../lib/ecs/access';
import { renderAccess } from '../../../lib/targets/envoy';
import { aGateway, aMesh, aNode, type MeshParts } from '../../../lib/testing';
import colorTeller from '../../../services/color-teller/application';

const edges = (parts: MeshParts) => renderAccess(aMesh(parts).at({ stage: 'dev' })).edges;
const caller = aNode({ listeners: [], backends: ['web'] });

it('of color-teller: the load balancer to the gateway and its health, from there Envoy to Envoy', () => {
  expect(renderAccess(colorTeller.at({ stage: 'dev' })).edges).toEqual([
    { from: loadBalancerOf('ingress'), to: tasksOf('ingress'), port: 8080 },
    { from: loadBalancerOf('ingress'), to: tasksOf('ingress'), port: 15_002 },
    { from: tasksOf('client'), to: tasksOf('blue'), port: 23_000 },
    { from: tasksOf('ingress'), to: tasksOf('client'), port: 23_000 },
    { from: tasksOf('client'), to: tasksOf('red'), port: 23_000 },
  ]);
});

it('opens the health port of a node that declares no check', () => {
  expect(edges({ nodes: { web: aNode(), caller } })).toEqual([
    { from: tasksOf('caller'), to: tasksOf('web'), port: 23_000 },
    { from: tasksOf('caller'), to: tasksOf('web'), port: 15_002 },
  ]);
});

it('keeps an application’s own port shut, unless the platform leads it to Envoy', () => {
  const web = aNode({ listeners: [http(3000, { health: '/' })], interception: 'transparent' });
  expect(edges({ nodes: { web, caller } }).map(({ port }) => port)).toEqual([3000]);
});

it('has a door for each load balancer', () => {
  const application = aMesh({ gateways: { ingress: aGateway() } }).at({ stage: 'dev' });
  expect(renderAccess(application).doors).toEqual([{ to: loadBalancerOf('ingress'), port: 80 }]);
});
