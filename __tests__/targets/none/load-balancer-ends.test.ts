/** Where load balancers lead on target `none`. */
import { applicationLoadBalancer, http, networkLoadBalancer, tcp } from '../../../lib/mesh';
import { renderEnds } from '../../../lib/targets/none';
import { aGateway, aMesh, aNode, type MeshParts } from '../../../lib/testing';

const endsOf = (parts: MeshParts) => renderEnds(aMesh(parts).at({ stage: 'dev' }));

it('to the application of the node behind a gateway, in a target group of the gateway', () => {
  expect(endsOf({ gateways: { ingress: aGateway() } })).toEqual([
    {
      loadBalancer: 'ingress',
      destination: 'ingress',
      group: 'ingress',
      tasks: 'web',
      containerName: 'app',
      port: 3000,
      protocol: 'http',
      health: { path: '/', matcher: '200-499' },
    },
  ]);
});

it('to the application of a node, on its own port, where its own path is checked', () => {
  const listeners = [http(3000, { health: '/health' })];
  expect(endsOf({ nodes: { web: aNode({ listeners, loadBalancer: applicationLoadBalancer(80) }) } })).toEqual(
    [
      {
        loadBalancer: 'web',
        destination: 'web',
        group: 'web',
        tasks: 'web',
        containerName: 'app',
        port: 3000,
        protocol: 'http',
        health: { path: '/health' },
      },
    ],
  );
});

it('to a port that takes bytes, where an open port is enough', () => {
  const [end] = endsOf({
    nodes: { web: aNode({ listeners: [tcp(6379)], loadBalancer: networkLoadBalancer(6379) }) },
  });
  expect(end).toMatchObject({ port: 6379, health: {} });
});

it('nowhere from a gateway whose requests leave to an external node', () => {
  const parts = {
    nodes: { web: aNode(), partner: { external: http(80), host: 'api.example.org' } },
    services: { web: { to: 'web' }, partner: { to: 'partner' } },
    gateways: { ingress: aGateway({ routes: { all: { service: 'partner' } } }) },
  };
  expect(endsOf(parts)).toEqual([]);
});
