/**
 * A network with IPv6: its load balancers have IPv6 addresses too. One is open to the internet over both, and its name leads to
 * both. An internal one is open to both blocks of the VPC, and one to a block of IPv6 alone.
 */
import { application, applicationLoadBalancer, http, networkLoadBalancer } from '../../../lib/mesh';
import type { Story } from '../story';

export default application('shop', () => ({
  mesh: 'shop',
  namespace: 'shop.local',
  network: { ipv6: true },
  nodes: {
    web: {
      listeners: [http(3000)],
      runs: { source: 'web' },
      loadBalancer: applicationLoadBalancer(80, {
        domain: { zone: 'Z0123456789', name: 'shop.example.com', certificate: false },
      }),
    },
    admin: {
      listeners: [http(3001)],
      runs: { source: 'web' },
      loadBalancer: networkLoadBalancer(80, { internal: true }),
    },
    partner: {
      listeners: [http(3002)],
      runs: { source: 'web' },
      loadBalancer: networkLoadBalancer(81, { open: ['2001:db8::/32'] }),
    },
  },
  services: {},
}));

export const targets: Story['targets'] = ['none'];
export const shows: Story['shows'] = ['aws_lb', 'aws_route53_record', 'aws_vpc_security_group_ingress_rule'];
