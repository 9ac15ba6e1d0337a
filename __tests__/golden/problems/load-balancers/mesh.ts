/** Load balancers, and where their routes lead. */
import { applicationLoadBalancer, type ApplicationLoadBalancerOptions, networkLoadBalancer, tcp } from '../../../../lib/mesh';
import { aGateway, aNode, type MeshParts } from '../../../../lib/testing';
import type { Wrong } from '../../problems.test';

type Routes = NonNullable<MeshParts['loadBalancers']>[string]['routes'];

const leading = (routes: Routes, parts: MeshParts = {}): Wrong => ({
  ...parts,
  loadBalancers: { public: { ...applicationLoadBalancer(80), routes } },
});

const ZONE = 'Z0123456789';
const behind = (options: ApplicationLoadBalancerOptions): Wrong => ({
  gateways: { ingress: aGateway({ loadBalancer: applicationLoadBalancer(80, options) }) },
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
  'domain-empty': behind({ domain: { zone: ZONE, name: [] } }),
  'domain-name': behind({ domain: { zone: ZONE, name: 'Shop' } }),
  'domain-twice': behind({ domain: { zone: ZONE, name: ['shop.example.com', 'shop.example.com'] } }),
  'domain-certificate': {
    gateways: {
      ingress: aGateway({
        loadBalancer: networkLoadBalancer(80, {
          domain: { zone: ZONE, name: 'shop.example.com', certificate: true },
        }),
      }),
    },
  },
  'certificate-twice': behind({
    domain: { zone: ZONE, name: 'shop.example.com', certificate: true },
    certificateArn: 'arn:aws:acm:us-west-2:123456789012:certificate/01234567-89ab-cdef-0123-456789abcdef',
  }),
  'ssl-policy': behind({ domain: { zone: ZONE, name: 'shop.example.com' }, sslPolicy: 'TLS13' }),
  'ssl-policy-unused': behind({ sslPolicy: 'ELBSecurityPolicy-TLS13-1-3-2021-06' }),
  'desync-mode': behind({ desyncMitigationMode: 'strict' as 'strictest' }),
  'log-prefix': behind({ accessLogs: { prefix: '/shop/' } }),
  'log-bucket': behind({ accessLogs: { bucket: 'example-logs', retentionDays: 7 } }),
};
