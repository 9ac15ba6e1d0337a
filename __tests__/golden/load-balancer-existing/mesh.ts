/**
 * A load balancer of another team: the application adds a rule to its listener, a certificate for its own host, and a name in a
 * Route 53 zone that leads to it. The plan fails where the listener does not speak HTTPS, or the name is not in the zone.
 */
import { application, byTags, existingListener, fromParameter, fromState, http } from '../../../lib/mesh';

export default application('shop', () => ({
  mesh: 'shop',
  namespace: 'shop.local',
  nodes: { web: { listeners: [http(3000)], runs: { source: 'web' } } },
  services: { web: { to: 'web' } },
  loadBalancers: {
    shared: {
      ...existingListener({
        listener: fromParameter('/load-balancer/listener'),
        securityGroup: byTags({ Name: 'load-balancer' }),
        certificates: [fromState('certificates/terraform.tfstate', 'shop_arn')],
        domain: { zone: 'example.com', name: 'shop.example.com' },
      }),
      routes: { web: { match: { hostname: 'shop.example.com' }, node: 'web' } },
    },
  },
}));

export const shows = [
  'aws_lb_listener_certificate',
  'aws_lb_listener_rule',
  'aws_route53_record',
  'data.aws_lb',
  'data.aws_lb_listener',
  'data.aws_route53_zone',
  'output',
];

export const targets = ['envoy'];

export const envoys = [];
