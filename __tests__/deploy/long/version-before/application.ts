/** What the version before deployed, see README.md: a page behind a load balancer, what it calls, and a job. */
import { application, applicationLoadBalancer, http, urlOf } from '../../../../lib/mesh';

export default application('shop', () => ({
  mesh: 'shop',
  namespace: 'shop.local',
  nodes: {
    web: {
      listeners: [http(3000, { health: '/health' })],
      backends: ['orders', 'stock'],
      runs: { source: 'web', environment: { ORDERS: urlOf('orders'), STOCK: urlOf('stock') } },
    },
    orders: {
      listeners: [http(3000, { health: '/health' })],
      backends: ['stock'],
      interception: 'transparent',
      runs: { source: 'orders', environment: { STOCK: urlOf('stock') } },
    },
    stock: {
      listeners: [http(4000)],
      runs: { source: 'stock', scaling: { min: 1, max: 3, cpuPercent: 60 } },
    },
    nightly: {
      backends: ['orders'],
      runs: {
        kind: 'schedule',
        at: 'rate(1 day)',
        source: 'nightly',
        environment: { ORDERS: urlOf('orders') },
      },
    },
  },
  services: { web: { to: 'web' }, orders: { to: 'orders' }, stock: { to: 'stock' } },
  gateways: {
    ingress: {
      listener: http(8080),
      routes: { web: { service: 'web' } },
      loadBalancer: applicationLoadBalancer(80),
    },
  },
}));
