/** Load balancers, and where their routes lead. */
import { applicationLoadBalancer, tcp } from '../../../../lib/mesh';
import { aGateway, aNode, type MeshParts } from '../../../../lib/testing';
import type { Wrong } from '../../problems.test';

type Routes = NonNullable<MeshParts['loadBalancers']>[string]['routes'];

const leading = (routes: Routes, parts: MeshParts = {}): Wrong => ({
  ...parts,
  loadBalancers: { public: { ...applicationLoadBalancer(80), routes } },
});

export const wrong: Record<string, Wrong> = {
  'load-balancer-twice': {
    gateways: { ingress: aGateway() },
    loadBalancers: { ingress: { ...applicationLoadBalancer(80), routes: { all: { node: 'web' } } } },
  },
  'load-balancer-routes-empty': leading({}),
  'load-balancer-route-end': leading({ all: {} as Routes[string] }),
  'load-balancer-gateway-unknown': leading({ all: { gateway: 'ingres' } }, { gateways: { ingress: aGateway() } }),
  'load-balancer-node-unknown': leading({ all: { node: 'wep' } }),
  'load-balancer-node-external': leading(
    { all: { node: 'db' } },
    { nodes: { web: aNode(), db: { external: tcp(5432), host: 'db.example.com' } } },
  ),
  'load-balancer-node-job': leading(
    { all: { node: 'clean-up' } },
    { nodes: { web: aNode(), 'clean-up': aNode({ listeners: [], runs: { kind: 'task' } }) } },
  ),
  'load-balancer-node-silent': leading(
    { all: { node: 'worker' } },
    { nodes: { web: aNode(), worker: aNode({ listeners: [] }) } },
  ),
  'load-balancer-port-unknown': leading({ all: { node: 'web', port: 8080 } }),
};
