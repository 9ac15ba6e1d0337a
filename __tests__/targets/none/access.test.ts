import { applicationLoadBalancer, http } from '../../../lib/mesh';
import { loadBalancerOf, tasksOf } from '../../../lib/ecs/access';
import { renderAccess } from '../../../lib/targets/none';
import { aGateway, aMesh, aNode, type MeshParts } from '../../../lib/testing';
import colorTeller from '../../../services/color-teller/application';

const access = (parts: MeshParts) => renderAccess(aMesh(parts).at({ stage: 'dev' }));

it('of color-teller: the internet to the load balancer, from there to the client, from there to red', () => {
  expect(renderAccess(colorTeller.at({ stage: 'dev' }))).toEqual({
    parties: [
      { ...tasksOf('blue'), description: 'Tasks of node blue' },
      { ...tasksOf('client'), description: 'Tasks of node client' },
      { ...tasksOf('red'), description: 'Tasks of node red' },
      { ...loadBalancerOf('ingress'), description: 'Load balancer of gateway ingress' },
    ],
    edges: [
      { from: loadBalancerOf('ingress'), to: tasksOf('client'), port: 3000 },
      { from: tasksOf('client'), to: tasksOf('red'), port: 3000 },
    ],
    exits: [],
    doors: [{ to: loadBalancerOf('ingress'), port: 80 }],
    innerDoors: [],
    openings: [],
  });
});

it('opens an edge once, however many services lead along it', () => {
  const { edges } = access({
    nodes: { web: aNode({ backends: ['a', 'b'] }), api: aNode() },
    services: { a: { to: 'api' }, b: { to: 'api' } },
  });
  expect(edges).toEqual([{ from: tasksOf('web'), to: tasksOf('api'), port: 3000 }]);
});

it('opens nothing to a node that does not answer', () => {
  const { edges } = access({
    nodes: { web: aNode({ backends: ['color'] }), red: aNode(), blue: aNode() },
    services: { color: { routes: { default: { targets: { red: 90, blue: 10 } } } } },
  });
  expect(edges).toEqual([{ from: tasksOf('web'), to: tasksOf('red'), port: 3000 }]);
});

it('lets a worker call others, and no task call it', () => {
  const { parties, edges } = access({
    nodes: { web: aNode(), worker: aNode({ listeners: [], backends: ['web'] }) },
  });
  expect(parties).toContainEqual({ ...tasksOf('worker'), description: 'Tasks of node worker' });
  expect(edges).toEqual([{ from: tasksOf('worker'), to: tasksOf('web'), port: 3000 }]);
});

it('has a door of its own for each gateway, though both lead to one node', () => {
  const { edges, doors } = access({
    nodes: { web: aNode({ listeners: [http(4000)] }) },
    gateways: {
      inside: aGateway({ loadBalancer: applicationLoadBalancer(8080) }),
      outside: aGateway({
        loadBalancer: applicationLoadBalancer(80, {
          certificateArn: 'arn:aws:acm:us-west-2:123456789012:certificate/0b1c',
        }),
      }),
    },
  });
  expect(edges).toEqual([
    { from: loadBalancerOf('inside'), to: tasksOf('web'), port: 4000 },
    { from: loadBalancerOf('outside'), to: tasksOf('web'), port: 4000 },
  ]);
  expect(doors).toEqual([
    { to: loadBalancerOf('inside'), port: 8080 },
    { to: loadBalancerOf('outside'), port: 80 },
    { to: loadBalancerOf('outside'), port: 443 },
  ]);
});

it('opens the way that a load balancer takes and no other of its gateway', () => {
  const { edges } = access({
    nodes: { web: aNode(), api: aNode() },
    services: { web: { to: 'web' }, api: { to: 'api' } },
    gateways: {
      ingress: aGateway({
        routes: { all: { service: 'web' }, api: { service: 'api', match: { prefix: '/api/' } } },
      }),
    },
  });
  expect(edges).toEqual([{ from: loadBalancerOf('ingress'), to: tasksOf('web'), port: 3000 }]);
});

it('has nothing of a gateway without a load balancer', () => {
  const { listener, routes } = aGateway();
  expect(access({ gateways: { ingress: { listener, routes } } })).toEqual({
    parties: [{ ...tasksOf('web'), description: 'Tasks of node web' }],
    edges: [],
    exits: [],
    doors: [],
    innerDoors: [],
    openings: [],
  });
});

it('opens every port of a service to who calls it, and to a load balancer the one that it leads to', () => {
  const { edges } = access({
    nodes: {
      web: aNode({ listeners: [http(3000), http(9000)] }),
      caller: aNode({ listeners: [], backends: ['web'] }),
    },
    services: {
      web: { routes: { a: { targets: { web: 1 } }, b: { match: { port: 9000 }, targets: { web: 1 } } } },
    },
    gateways: { ingress: aGateway({ routes: { all: { service: 'web', port: 9000 } } }) },
  });
  expect(edges).toEqual([
    { from: loadBalancerOf('ingress'), to: tasksOf('web'), port: 9000 },
    { from: tasksOf('caller'), to: tasksOf('web'), port: 3000 },
    { from: tasksOf('caller'), to: tasksOf('web'), port: 9000 },
  ]);
});
