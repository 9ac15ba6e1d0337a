/** What is tried again: as the default says, as the route says, and nothing. */
import { application, http, milliseconds } from '../../../lib/mesh';

export default application('shop', () => ({
  mesh: 'shop',
  namespace: 'shop.local',
  nodes: {
    cart: { listeners: [http(3000)], runs: { source: 'cart' } },
    web: { backends: ['cart'], runs: { source: 'web' } },
  },
  services: {
    cart: {
      routes: {
        default: { targets: { cart: 100 } },
        stubborn: {
          match: { prefix: '/read' },
          targets: { cart: 100 },
          retry: { maxRetries: 5, perRetryTimeout: milliseconds(1500), on: ['server-error', 'connection-error'] },
        },
        once: { match: { prefix: '/pay' }, targets: { cart: 100 }, retry: false },
      },
    },
  },
}));

export const shows = ['aws_appmesh_route'];

export const targets = ['envoy'];
export const envoys = ['web'];
