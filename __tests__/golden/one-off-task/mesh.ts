/** A job that ops start: no ECS service, but an output with the command that runs it once. It writes to its own root. */
import { application, http, urlOf } from '../../../lib/mesh';

export default application('shop', () => ({
  mesh: 'shop',
  namespace: 'shop.local',
  nodes: {
    cart: { listeners: [http(3000)], runs: { source: 'cart' } },
    migrate: {
      backends: ['cart'],
      runs: {
        kind: 'task',
        source: 'migrate',
        readonlyRootFilesystem: false,
        environment: { CART: urlOf('cart') },
      },
    },
  },
  services: { cart: { to: 'cart' } },
}));

export const shows = [
  'aws_appmesh_virtual_node',
  'aws_cloudwatch_log_group',
  'aws_ecs_service',
  'aws_ecs_task_definition',
  'aws_iam_role',
  'aws_security_group',
  'aws_service_discovery_service',
  'output',
];

export const targets = ['envoy', 'none'];

export const envoys = ['migrate'];
