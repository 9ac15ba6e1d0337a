/** Traffic on one port, an admin page on another: the service is on the first, by number, and routes say so. */
import { application, http } from '../../../lib/mesh';

export default application('shop', () => ({
  mesh: 'shop',
  namespace: 'shop.local',
  nodes: { web: { listeners: [http(9000), http(3000, { health: '/health' })], runs: { source: 'web' } } },
  services: { web: { to: 'web' } },
}));

export const shows = [
  'aws_appmesh_route',
  'aws_appmesh_virtual_node',
  'aws_appmesh_virtual_router',
  'aws_ecs_task_definition',
];
