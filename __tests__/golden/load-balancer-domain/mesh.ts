/**
 * What stands around a load balancer: two names in a Route 53 zone, a certificate that is made for them and validated there, a
 * web ACL, logs of requests in a bucket of its own and of connections in one that exists, and settings in AWS's words.
 */
import { application, applicationLoadBalancer, fromState, http, minutes, seconds } from '../../../lib/mesh';

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
        domain: { zone: fromState('dns/terraform.tfstate', 'zone_id'), name: ['shop.example.com', '*.shop.example.com'] },
        webAcl: 'arn:aws:wafv2:us-west-2:123456789012:regional/webacl/shop/01234567-89ab-cdef-0123-456789abcdef',
        accessLogs: { retentionDays: 90 },
        connectionLogs: { bucket: 'example-logs', prefix: 'shop' },
        idleTimeout: seconds(100),
        clientKeepAlive: minutes(10),
        sslPolicy: 'ELBSecurityPolicy-TLS13-1-3-2021-06',
        desyncMitigationMode: 'strictest',
        dropInvalidHeaderFields: false,
        deletionProtection: true,
      }),
    },
  },
}));

export const shows = [
  'aws_acm_certificate',
  'aws_acm_certificate_validation',
  'aws_lb',
  'aws_lb_listener',
  'aws_route53_record',
  'aws_s3_bucket',
  'aws_s3_bucket_lifecycle_configuration',
  'aws_s3_bucket_policy',
  'aws_wafv2_web_acl_association',
];
