/** One way in, two services: /cart/… goes to the cart, all else to the shop. The prefix is gone when they see it. */
import { application, applicationLoadBalancer, http } from '../../../lib/mesh';

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
      routes: { all: { service: 'web' }, cart: { service: 'cart', match: { prefix: '/cart/' } } },
      loadBalancer: applicationLoadBalancer(80),
    },
  },
}));

export const shows = [
  'aws_appmesh_gateway_route',
  'aws_appmesh_virtual_gateway',
  'aws_lb_listener',
  'aws_lb_target_group',
];

export const targets = ['none', 'envoy'];
export const envoys = ['ingress'];
