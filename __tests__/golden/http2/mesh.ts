/** HTTP/2 all the way: the pool counts requests, not connections, and a route may ask for the scheme. */
import { application, http2, minutes, networkLoadBalancer, seconds, urlOf } from '../../../lib/mesh';

export default application('shop', () => ({
  mesh: 'shop',
  namespace: 'shop.local',
  nodes: {
    web: {
      listeners: [
        http2(3000, {
          health: '/health',
          timeout: { perRequest: seconds(20), idle: minutes(10) },
          connectionPool: { maxRequests: 500 },
        }),
      ],
      runs: { source: 'web' },
    },
    caller: { backends: ['web'], runs: { source: 'caller', environment: { WEB: urlOf('web', { path: '/v1' }) } } },
  },
  services: {
    web: {
      routes: {
        secure: { match: { scheme: 'https' }, targets: { web: 100 }, timeout: { perRequest: seconds(20) } },
        default: { targets: { web: 100 } },
      },
    },
  },
  gateways: {
    ingress: {
      listener: http2(8080),
      routes: { web: { service: 'web' } },
      loadBalancer: networkLoadBalancer(80),
    },
  },
}));

export const shows = [
  'aws_appmesh_gateway_route',
  'aws_appmesh_route',
  'aws_appmesh_virtual_node',
  'aws_appmesh_virtual_router',
  'aws_lb_target_group',
];

export const targets = ['none', 'envoy'];
