/**
 * Testers see the next version, and so does who may write; all others read from the stable one. The first route that
 * matches is taken: priorities first, then what says more.
 */
import { application, exact, http, not, prefix, present, range, regex, suffix } from '../../../lib/mesh';

const orders = (version: string) => ({
  listeners: [http(3000)],
  runs: { source: 'orders', environment: { VERSION: version } },
});

export default application('shop', () => ({
  mesh: 'shop',
  namespace: 'shop.local',
  nodes: { 'orders-v1': orders('v1'), 'orders-v2': orders('v2') },
  services: {
    orders: {
      routes: {
        testers: {
          priority: 1,
          match: {
            headers: {
              'x-canary': exact('yes'),
              'x-build': [prefix('2.'), not(suffix('-rc'))],
              'x-age': range(18, 100),
            },
          },
          targets: { 'orders-v2': 100 },
        },
        bots: {
          priority: 2,
          match: { headers: { 'user-agent': regex('.*[Bb]ot.*'), authorization: not(present()) } },
          targets: { 'orders-v1': 100 },
          retry: false,
        },
        writers: {
          priority: 3,
          match: { path: regex('/orders/[0-9]+'), method: 'PUT', queryParameters: { draft: exact('no') } },
          targets: { 'orders-v2': 100 },
        },
        health: {
          match: { path: exact('/health'), queryParameters: { full: present() } },
          targets: { 'orders-v2': 50, 'orders-v1': 50 },
        },
        default: { targets: { 'orders-v1': 100 } },
      },
    },
  },
}));

export const shows = ['aws_appmesh_route'];

export const targets = ['none', 'envoy'];
