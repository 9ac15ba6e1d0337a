/** A node that takes a hundred connections at once, and leaves the set where it keeps failing. */
import { application, http, seconds } from '../../../lib/mesh';

export default application('shop', () => ({
  mesh: 'shop',
  namespace: 'shop.local',
  nodes: {
    cart: {
      listeners: [
        http(3000, {
          connectionPool: { maxConnections: 100, maxPendingRequests: 20 },
          outlierDetection: {
            maxServerErrors: 5,
            interval: seconds(10),
            baseEjectionDuration: seconds(30),
            maxEjectionPercent: 50,
          },
        }),
      ],
      runs: { source: 'cart' },
    },
  },
  services: { cart: { to: 'cart' } },
  gateways: {
    ingress: {
      listener: http(8080, { health: '/', connectionPool: { maxConnections: 1000 } }),
      routes: { cart: { service: 'cart' } },
    },
  },
}));

export const shows = ['aws_appmesh_virtual_gateway', 'aws_appmesh_virtual_node'];

export const targets = ['envoy'];
export const envoys = ['ingress', 'cart'];
