/**
 * Rights of one's own. Web has statements, a managed policy of AWS and one that another stack made, within a boundary and
 * under a path. Cart runs with roles that exist: nothing is written to them, and outputs say what they need. The nightly job
 * has a right with a condition, whose variable is IAM's and no template of Terraform.
 */
import { application, fromParameter, fromState, http } from '../../../lib/mesh';

export default application('shop', () => ({
  mesh: 'shop',
  namespace: 'shop.local',
  nodes: {
    web: {
      listeners: [http(3000)],
      runs: {
        source: 'web',
        rights: {
          statements: [
            { actions: ['s3:PutObject', 's3:GetObject'], resources: ['arn:aws:s3:::shop-pictures/*'] },
            { actions: ['sqs:SendMessage'], resources: [fromState('queues.tfstate', 'orders_arn')] },
          ],
          managed: ['arn:aws:iam::aws:policy/AmazonPollyReadOnlyAccess', fromParameter('/shop/web-policy')],
          boundary: 'arn:aws:iam::123456789012:policy/teams/boundary',
          path: '/teams/shop/',
        },
      },
    },
    cart: {
      listeners: [http(3001)],
      runs: {
        source: 'cart',
        enableExecuteCommand: true,
        rights: {
          taskRole: 'arn:aws:iam::123456789012:role/shop-cart',
          executionRole: fromParameter('/shop/execution-role'),
        },
      },
    },
    nightly: {
      runs: {
        kind: 'schedule',
        at: 'rate(1 day)',
        source: 'nightly',
        rights: {
          statements: [
            {
              actions: ['dynamodb:Query'],
              resources: ['arn:aws:dynamodb:*:123456789012:table/orders'],
              conditions: { StringEquals: { 'aws:ResourceTag/Team': ['${aws:PrincipalTag/Team}'] } },
            },
          ],
          boundary: 'arn:aws:iam::123456789012:policy/teams/boundary',
          path: '/teams/shop/',
        },
      },
    },
  },
  services: { web: { to: 'web' }, cart: { to: 'cart' } },
}));

export const shows = [
  'data.aws_ssm_parameter',
  'data.terraform_remote_state',
  'aws_ecs_service',
  'aws_iam_role',
  'aws_iam_role_policies_exclusive',
  'aws_iam_role_policy',
  'aws_iam_role_policy_attachment',
  'aws_iam_role_policy_attachments_exclusive',
  'output',
];
