/**
 * A database and a cache of another team, in the same VPC: callers reach the members of their security groups, and no other
 * address. The rule that lets callers into the cache is added here; the database's team adds its own.
 */
import { application, byTags, fromState, hostOf, http, tcp } from '../../../lib/mesh';

export default application('shop', ({ stage }) => ({
  mesh: 'shop',
  namespace: 'shop.local',
  nodes: {
    web: {
      listeners: [http(3000)],
      backends: ['orders-db', 'sessions'],
      runs: { source: 'web', environment: { DATABASE: hostOf('orders-db'), SESSIONS: hostOf('sessions') } },
    },
    'orders-db': {
      external: tcp(5432),
      host: `orders-${stage}.db.example.com`,
      securityGroup: { id: fromState(`databases/${stage}.tfstate`, 'orders_security_group_id') },
    },
    sessions: {
      external: tcp(6379),
      host: `sessions-${stage}.cache.example.com`,
      securityGroup: { id: byTags({ Name: `sessions-${stage}` }), addRule: true },
    },
  },
  services: { web: { to: 'web' }, 'orders-db': { to: 'orders-db' }, sessions: { to: 'sessions' } },
}));

export const shows = [
  'aws_vpc_security_group_egress_rule',
  'aws_vpc_security_group_ingress_rule',
  'data.aws_security_group',
  'data.terraform_remote_state',
];

export const targets = ['none', 'envoy'];
