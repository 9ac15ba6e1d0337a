/** Two nodes that call each other, and one that calls itself: backends are names, so Terraform has no circle to refuse. */
import { application, http, urlOf } from '../../../lib/mesh';

export default application('game', () => ({
  mesh: 'game',
  namespace: 'game.local',
  nodes: {
    ping: {
      listeners: [http(3000)],
      backends: ['pong'],
      runs: { source: 'ping', environment: { PONG: urlOf('pong') } },
    },
    pong: {
      listeners: [http(4000)],
      backends: ['ping', 'pong'],
      runs: { source: 'pong', environment: { PING: urlOf('ping'), PONG: urlOf('pong') } },
    },
  },
  services: { ping: { to: 'ping' }, pong: { to: 'pong' } },
}));

export const shows = [
  'aws_appmesh_virtual_node',
  'aws_vpc_security_group_egress_rule',
  'aws_vpc_security_group_ingress_rule',
];

export const targets = ['envoy'];
export const envoys = ['pong'];
