/**
 * No NAT gateway: VPC endpoints lead to what tasks call, over IPv6 a gateway leads out, and connections that are refused are
 * recorded. On App Mesh the Envoy would have to come from a registry on the internet: that is a problem.
 */
import { application, http } from '../../../lib/mesh';
import type { Story } from '../story';

export default application('shop', () => ({
  mesh: 'shop',
  namespace: 'shop.local',
  nodes: { web: { listeners: [http(3000)], runs: { source: 'web' } } },
  services: { web: { to: 'web' } },
  network: {
    cidr: '10.20.0.0/24',
    nat: 'none',
    endpoints: ['sqs'],
    ipv6: true,
    flowLogs: { traffic: 'REJECT' },
  },
}));

export const targets: Story['targets'] = ['none'];
export const shows: Story['shows'] = ['aws_vpc_security_group_egress_rule'];
export const network: Story['network'] = [
  'aws_flow_log',
  'aws_route',
  'aws_subnet',
  'aws_vpc_endpoint',
  'aws_vpc_security_group_ingress_rule',
];
