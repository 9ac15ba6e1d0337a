/**
 * Files that stay: two nodes share a file system that exists. Web writes, and adds a rule to the group of its mount targets.
 * The nightly job only reads. Each has the right to mount by its own access point, over TLS.
 */
import { application, fromState, http } from '../../../lib/mesh';

const storage = { fileSystem: 'fs-0a1b2c3d4e5f67890' };
const securityGroup = { id: 'sg-0a1b2c3d4e5f67890', addRule: true };

export default application('shop', () => ({
  mesh: 'shop',
  namespace: 'shop.local',
  nodes: {
    web: {
      listeners: [http(3000)],
      runs: {
        source: 'web',
        volumes: {
          '/data/pictures': { ...storage, accessPoint: 'fsap-0a1b2c3d4e5f67890', securityGroup },
          '/data/my_notes': { ...storage, accessPoint: 'fsap-1a1b2c3d4e5f67890', securityGroup },
        },
      },
    },
    nightly: {
      runs: {
        kind: 'schedule',
        at: 'rate(1 day)',
        source: 'nightly',
        volumes: {
          '/data': {
            ...storage,
            accessPoint: fromState('storage.tfstate', 'access_point_id'),
            securityGroup,
            readOnly: true,
          },
        },
      },
    },
  },
  services: { web: { to: 'web' } },
}));

export const shows = [
  'data.terraform_remote_state',
  'aws_ecs_task_definition',
  'aws_iam_role_policy',
  'aws_vpc_security_group_egress_rule',
  'aws_vpc_security_group_ingress_rule',
];

export const targets = ['none'];
