/** Inside the network: a Network Load Balancer that ends TLS, and rules on a listener that exists. */
import { application, existingListener, fromParameter, http, networkLoadBalancer } from '../../../lib/mesh';

export default application('shop', () => ({
  mesh: 'shop',
  namespace: 'shop.local',
  nodes: {
    web: {
      listeners: [http(3000, { health: '/health' })],
      loadBalancer: networkLoadBalancer(443, {
        internal: true,
        certificateArn: fromParameter('/certificates/web'),
      }),
      runs: { source: 'web' },
    },
    admin: { listeners: [http(4000)], open: ['10.8.0.0/16'], runs: { source: 'admin' } },
  },
  services: { web: { to: 'web' } },
  loadBalancers: {
    shared: {
      ...existingListener({
        listener: fromParameter('/load-balancer/listener'),
        securityGroup: fromParameter('/load-balancer/group'),
      }),
      routes: { admin: { match: { hostname: 'admin.example.com' }, node: 'admin' } },
    },
  },
}));

export const shows = [
  'aws_lb',
  'aws_lb_listener',
  'aws_lb_listener_rule',
  'aws_lb_target_group',
  'aws_vpc_security_group_ingress_rule',
];

export const targets = ['envoy'];

export const envoys = [];
