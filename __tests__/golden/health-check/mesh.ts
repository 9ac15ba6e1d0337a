/** Callers' Envoys ask the node, and ECS asks inside the container. */
import { application, http, seconds } from '../../../lib/mesh';

export default application('shop', () => ({
  mesh: 'shop',
  namespace: 'shop.local',
  nodes: {
    cart: {
      listeners: [
        http(3000, { health: { path: '/ready?deep=1', interval: seconds(10), unhealthyThreshold: 3 } }),
      ],
      runs: { source: 'cart', healthCheck: { command: ['node', 'health.js'], startPeriod: seconds(60) } },
    },
  },
  services: { cart: { to: 'cart' } },
}));

export const shows = ['aws_appmesh_virtual_node', 'aws_ecs_task_definition'];
