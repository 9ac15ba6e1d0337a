/** A node that only calls: no listener, so nothing leads to it and no node finds it. */
import { application, http, urlOf } from '../../../lib/mesh';

export default application('shop', () => ({
  mesh: 'shop',
  namespace: 'shop.local',
  nodes: {
    cart: { listeners: [http(3000)], runs: { source: 'cart' } },
    cleaner: { backends: ['cart'], runs: { source: 'cleaner', environment: { CART: urlOf('cart') } } },
  },
  services: { cart: { to: 'cart' } },
}));

export const shows = [
  'aws_appmesh_virtual_node',
  'aws_ecs_service',
  'aws_ecs_task_definition',
  'aws_service_discovery_service',
];

export const targets = ['none', 'envoy'];
export const envoys = ['cleaner'];
