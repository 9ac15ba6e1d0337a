/** A job that EventBridge starts every night, two tasks at once: a rule, and a role that may start this and nothing else. */
import { application, http, urlOf } from '../../../lib/mesh';

export default application('shop', () => ({
  mesh: 'shop',
  namespace: 'shop.local',
  nodes: {
    cart: { listeners: [http(3000)], runs: { source: 'cart' } },
    nightly: {
      backends: ['cart'],
      runs: {
        kind: 'schedule',
        at: 'cron(0 3 * * ? *)',
        taskCount: 2,
        source: 'nightly',
        environment: { CART: urlOf('cart') },
      },
    },
  },
  services: { cart: { to: 'cart' } },
}));

export const shows = [
  'aws_appmesh_virtual_node',
  'aws_cloudwatch_event_rule',
  'aws_cloudwatch_event_target',
  'aws_ecs_service',
  'aws_ecs_task_definition',
  'aws_iam_role',
  'aws_iam_role_policy',
  'aws_service_discovery_service',
];

export const targets = ['envoy', 'none'];
