/** One service on two ports of its nodes: pages for callers, and metrics in gRPC. The router listens on both. */
import { application, grpc, hostOf, http, networkLoadBalancer, urlOf } from '../../../lib/mesh';

export default application('shop', () => ({
  mesh: 'shop',
  namespace: 'shop.local',
  nodes: {
    web: { listeners: [http(3000), grpc(9000)], runs: { source: 'web' } },
    caller: {
      backends: ['web'],
      runs: { source: 'caller', environment: { WEB: urlOf('web'), METRICS_HOST: hostOf('web') } },
    },
  },
  services: {
    web: {
      routes: {
        default: { targets: { web: 100 } },
        metrics: { match: { port: 9000, serviceName: 'shop.Metrics' }, targets: { web: 100 } },
        others: { match: { port: 9000 }, targets: { web: 100 }, retry: false },
      },
    },
  },
  gateways: {
    ingress: {
      listener: grpc(8080),
      routes: { metrics: { service: 'web', port: 9000, match: { serviceName: 'shop.Metrics' } } },
      loadBalancer: networkLoadBalancer(443),
    },
  },
}));

export const shows = [
  'aws_appmesh_gateway_route',
  'aws_appmesh_route',
  'aws_appmesh_virtual_node',
  'aws_appmesh_virtual_router',
  'aws_vpc_security_group_egress_rule',
];

export const targets = ['envoy'];
export const envoys = ['caller', 'ingress'];
