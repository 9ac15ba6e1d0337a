/** One way in for several hosts: what they ask for is told apart, and rewritten, before it is led on. */
import {
  application,
  applicationLoadBalancer,
  exact,
  http,
  not,
  present,
  regex,
  suffix,
} from '../../../lib/mesh';

export default application('shop', () => ({
  mesh: 'shop',
  namespace: 'shop.local',
  nodes: {
    web: { listeners: [http(3000)], runs: { source: 'web' } },
    cart: { listeners: [http(4000)], runs: { source: 'cart' } },
  },
  services: { web: { to: 'web' }, cart: { to: 'cart' } },
  gateways: {
    ingress: {
      listener: http(8080),
      routes: {
        'cart-v1': { service: 'cart', match: { prefix: '/cart/' }, rewrite: { prefix: '/v1/' } },
        'cart-host': {
          priority: 1,
          service: 'cart',
          match: { hostname: exact('cart.example.com'), headers: { 'x-old': not(present()) } },
          rewrite: { hostname: false },
        },
        static: { service: 'web', match: { prefix: '/static' }, rewrite: { prefix: false } },
        receipt: {
          priority: 2,
          service: 'cart',
          match: { path: regex('/receipts/[0-9]+'), queryParameters: { print: exact('yes') } },
          rewrite: { path: '/receipt' },
        },
        all: { service: 'web', match: { hostname: suffix('.example.com') } },
      },
      loadBalancer: applicationLoadBalancer(80),
    },
  },
}));

export const shows = ['aws_appmesh_gateway_route'];

export const targets = ['none', 'envoy'];
