/** One load balancer before a gateway and a node: rules by host, path, header, method, query and source; answers of its own. */
import { application, applicationLoadBalancer, http, seconds } from '../../../lib/mesh';

const certificate = (id: string) => `arn:aws:acm:us-west-2:123456789012:certificate/${id}`;

export default application('shop', () => ({
  mesh: 'shop',
  namespace: 'shop.local',
  nodes: {
    web: { listeners: [http(3000, { health: '/health' })], runs: { source: 'web' } },
    admin: { listeners: [http(4000)], runs: { source: 'admin' } },
  },
  services: { web: { to: 'web' } },
  gateways: { ingress: { listener: http(8080), routes: { all: { service: 'web' } } } },
  loadBalancers: {
    public: {
      ...applicationLoadBalancer(80, {
        certificateArn: certificate('shop'),
        certificates: [certificate('admin')],
        open: ['203.0.113.0/24', { securityGroup: 'sg-0a1b2c3d4e5f67890' }],
        targetGroup: {
          healthCheck: { path: '/well', codes: '200-299', interval: seconds(20) },
          stickiness: { duration: seconds(3600) },
          deregistrationDelay: seconds(90),
          slowStart: seconds(60),
          healthCheckGracePeriod: seconds(120),
        },
      }),
      routes: {
        admin: {
          priority: 10,
          match: { hostname: 'admin.example.com', sourceIp: '203.0.113.0/28' },
          node: 'admin',
        },
        canary: {
          priority: 20,
          match: { headers: { 'x-canary': 'yes' }, method: ['GET', 'HEAD'], queryParameters: { beta: '1' } },
          gateway: 'ingress',
        },
        old: { priority: 30, match: { path: '/old/*' }, redirect: { path: '/new', status: 302 } },
        hidden: { priority: 40, match: { path: '/internal/*' }, respond: { status: 403, body: 'no' } },
        all: { gateway: 'ingress' },
      },
    },
  },
}));

export const shows = [
  'aws_ecs_service',
  'aws_lb',
  'aws_lb_listener',
  'aws_lb_listener_certificate',
  'aws_lb_listener_rule',
  'aws_lb_target_group',
  'aws_vpc_security_group_ingress_rule',
];

export const targets = ['envoy'];

export const envoys = [];
