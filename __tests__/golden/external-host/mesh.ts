/**
 * The hosts of a database and of a partner's API are references: a plan finds them, and puts them where the tasks of callers
 * read them.
 */
import { application, fromParameter, fromState, hostOf, http, tcp, urlOf } from '../../../lib/mesh';

export default application('shop', ({ stage }) => ({
  mesh: 'shop',
  namespace: 'shop.local',
  nodes: {
    web: {
      listeners: [http(3000)],
      backends: ['orders-db', 'partner'],
      runs: { source: 'web', environment: { DATABASE: hostOf('orders-db'), PARTNER: urlOf('partner') } },
    },
    'orders-db': {
      external: tcp(5432),
      host: fromState(`databases/${stage}.tfstate`, 'orders_host'),
      cidr: '10.0.0.0/16',
    },
    partner: {
      external: http(8080),
      host: fromParameter(`/${stage}/partner-host`),
      cidr: '203.0.113.0/24',
    },
  },
  services: { web: { to: 'web' }, 'orders-db': { to: 'orders-db' }, partner: { to: 'partner' } },
}));

export const shows = [
  'aws_appmesh_virtual_node',
  'aws_ecs_task_definition',
  'data.aws_ssm_parameter',
  'data.terraform_remote_state',
];

export const targets = ['none', 'envoy'];
