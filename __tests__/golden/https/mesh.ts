/** The load balancer speaks HTTPS; plain HTTP is only told where to go. */
import { application, applicationLoadBalancer, http } from '../../../lib/mesh';

export default application('shop', () => ({
  mesh: 'shop',
  namespace: 'shop.local',
  nodes: { web: { listeners: [http(3000)], runs: { source: 'web' } } },
  services: { web: { to: 'web' } },
  gateways: {
    ingress: {
      listener: http(8080),
      routes: { all: { service: 'web' } },
      loadBalancer: applicationLoadBalancer(80, {
        certificateArn: 'arn:aws:acm:us-west-2:123456789012:certificate/00000000-0000-4000-8000-000000000000',
      }),
    },
  },
}));

export const shows = [
  'aws_lb_listener',
  'aws_vpc_security_group_egress_rule',
  'aws_vpc_security_group_ingress_rule',
];

export const targets = ['none'];
