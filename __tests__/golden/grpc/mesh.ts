/** gRPC from the outside to two versions of one service: a method of it is tried in the new one. */
import { application, exact, grpc, networkLoadBalancer, seconds, urlOf } from '../../../lib/mesh';

const prices = (version: string) => ({
  listeners: [
    grpc(50051, {
      health: true,
      timeout: { perRequest: seconds(30) },
      connectionPool: { maxRequests: 200 },
    }),
  ],
  runs: { source: 'prices', environment: { VERSION: version } },
});

export default application('shop', () => ({
  mesh: 'shop',
  namespace: 'shop.local',
  nodes: {
    'prices-v1': prices('v1'),
    'prices-v2': prices('v2'),
    reporter: { backends: ['prices'], runs: { source: 'reporter', environment: { PRICES: urlOf('prices') } } },
  },
  services: {
    prices: {
      routes: {
        quotes: {
          priority: 1,
          match: { serviceName: 'shop.Prices', methodName: 'Quote', metadata: { tester: exact('yes') } },
          targets: { 'prices-v2': 100 },
          retry: { maxRetries: 3, on: ['unavailable', 'resource-exhausted', 'connection-error'] },
        },
        default: {
          targets: { 'prices-v1': 90, 'prices-v2': 10 },
          timeout: { perRequest: seconds(30) },
        },
      },
    },
  },
  gateways: {
    ingress: {
      listener: grpc(8080, { health: { interval: seconds(10) }, connectionPool: { maxRequests: 1000 } }),
      routes: { prices: { service: 'prices', match: { serviceName: 'shop.Prices' } } },
      loadBalancer: networkLoadBalancer(443),
    },
  },
}));

export const shows = [
  'aws_appmesh_gateway_route',
  'aws_appmesh_route',
  'aws_appmesh_virtual_gateway',
  'aws_appmesh_virtual_node',
  'aws_appmesh_virtual_router',
  'aws_lb_target_group',
];

export const targets = ['none', 'envoy'];
