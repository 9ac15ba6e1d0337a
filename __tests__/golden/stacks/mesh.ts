/**
 * What is deployed together: a platform, and a stack for each service. The platform holds the mesh and which node may reach which; a
 * service reads what it needs of it, and knows the other service by name.
 */
import { application, http, networkLoadBalancer, urlOf } from '../../../lib/mesh';

export default application('shop', () => ({
  mesh: 'shop',
  namespace: 'shop.local',
  nodes: {
    cart: { listeners: [http(3000)], runs: { source: 'cart' } },
    web: {
      listeners: [http(3000)],
      backends: ['cart'],
      runs: { source: 'web', environment: { CART: urlOf('cart') } },
    },
  },
  services: { cart: { to: 'cart' }, web: { to: 'web' } },
  gateways: {
    ingress: { listener: http(8080), routes: { all: { service: 'web' } }, loadBalancer: networkLoadBalancer(80) },
  },
  stacks: { platform: [], cart: ['cart'], web: ['web'] },
}));

export const shows = [
  'aws_appmesh_gateway_route',
  'aws_appmesh_mesh',
  'aws_appmesh_virtual_gateway',
  'aws_appmesh_virtual_node',
  'aws_appmesh_virtual_service',
  'aws_ecs_service',
  'aws_lb_target_group',
  'aws_security_group',
  'aws_vpc_security_group_ingress_rule',
];

export const targets = ['none'];
