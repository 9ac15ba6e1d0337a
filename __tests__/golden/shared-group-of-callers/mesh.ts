/**
 * Each part of the shop asks `accounts` who a user is. Its callers are let in by one group, which tasks of a gateway, of a node and of a
 * schedule hold: two rules for the port, however many callers there are. `mail` has one caller, and a rule for it.
 */
import { application, http } from '../../../lib/mesh';

export default application('shop', () => ({
  mesh: 'shop',
  namespace: 'shop.local',
  nodes: {
    web: { listeners: [http(3000)], backends: ['accounts', 'mail'], runs: { source: 'web' } },
    report: { backends: ['accounts'], runs: { kind: 'schedule', at: 'rate(1 day)', source: 'report' } },
    accounts: {
      listeners: [http(3000, { health: '/health' })],
      callerGroup: 'shared',
      runs: { source: 'accounts' },
    },
    mail: { listeners: [http(3000)], runs: { source: 'mail' } },
  },
  services: { web: { to: 'web' }, accounts: { to: 'accounts' }, mail: { to: 'mail' } },
  gateways: {
    ingress: {
      listener: http(8080),
      routes: { accounts: { match: { prefix: '/accounts' }, service: 'accounts' }, web: { service: 'web' } },
    },
  },
}));

export const shows = [
  'aws_security_group',
  'aws_vpc_security_group_egress_rule',
  'aws_vpc_security_group_ingress_rule',
  'aws_ecs_service',
  'aws_cloudwatch_event_target',
];

export const targets = ['envoy'];
