import { applicationLoadBalancer, existingListener, networkLoadBalancer } from '../../../lib/mesh';
import { listenerPorts } from '../../../lib/mesh/entry/load-balancer';
import { aGateway, aMesh } from '../../../lib/testing';
import { resourcesOf, synthApplications } from '../../support/synth';
import { textsOf } from '../problems-of';

const certificateArn = 'arn:aws:acm:us-west-2:123456789012:certificate/5a3b1f5e-0000-4000-8000-c0ffee000000';

it.each([
  ['applicationLoadBalancer()', applicationLoadBalancer(), { port: 80, httpsPort: 443 }],
  ['applicationLoadBalancer(8080)', applicationLoadBalancer(8080), { port: 8080, httpsPort: 443 }],
  [
    'applicationLoadBalancer(80, { certificateArn, httpsPort: 8443 })',
    applicationLoadBalancer(80, { certificateArn, httpsPort: 8443 }),
    { port: 80, httpsPort: 8443, certificateArn },
  ],
])('%s is %j', (_, loadBalancer, expected) => {
  expect(loadBalancer).toEqual({ kind: 'application', ...expected });
});

it('networkLoadBalancer() is on port 80, and has one certificate at most', () => {
  expect(networkLoadBalancer()).toEqual({ kind: 'network', port: 80 });
  expect(networkLoadBalancer(443, { certificateArn })).toEqual({
    kind: 'network',
    port: 443,
    certificateArn,
  });
  const wrong = { ...networkLoadBalancer(443), certificates: [] } as never;
  expect(textsOf({ gateways: { ingress: aGateway({ loadBalancer: wrong }) } })).toEqual([
    expect.stringMatching(/^gateway "ingress" > load balancer: "certificates" is not a field here, /),
  ]);
});

it('is made by one of the three', () => {
  expect(
    textsOf({
      gateways: {
        ingress: aGateway({ loadBalancer: { kind: 'classic', port: 80, httpsPort: 443 } as never }),
      },
    }),
  ).toEqual([
    'gateway "ingress" > load balancer: "kind" must be made by applicationLoadBalancer(), networkLoadBalancer() or existingListener(), got "classic"; fix the value [field-type]',
  ]);
});

it.each([
  [networkLoadBalancer(80), [80]],
  [networkLoadBalancer(9000), [9000]],
  [applicationLoadBalancer(80), [80]],
  [applicationLoadBalancer(80, { certificateArn }), [80, 443]],
  [applicationLoadBalancer(8080, { certificateArn }), [443, 8080]],
])('%j is open on %j', (loadBalancer, ports) => {
  expect(listenerPorts(loadBalancer)).toEqual(ports);
});

describe('a certificate', () => {
  const texts = (port: number, options: { certificateArn: string; httpsPort?: number }) =>
    textsOf({ gateways: { ingress: aGateway({ loadBalancer: applicationLoadBalancer(port, options) }) } });

  it.each([
    certificateArn,
    'arn:aws-cn:acm:cn-north-1:123456789012:certificate/abc',
    'arn:aws-us-gov:acm:us-gov-west-1:123456789012:certificate/abc',
  ])('is %s', (arn) => expect(texts(80, { certificateArn: arn })).toEqual([]));

  it.each([
    '',
    'certificate/abc',
    'arn:aws:iam::123456789012:server-certificate/abc',
    'arn:aws:acm:us-west-2:12345:certificate/abc',
    `${certificateArn} `,
  ])('is not %j', (arn) => {
    expect(texts(80, { certificateArn: arn })).toEqual([
      `gateway "ingress" > load balancer: certificateArn must be the ARN of an ACM certificate, got ${JSON.stringify(arn)}; use one such as arn:aws:acm:us-west-2:123456789012:certificate/… [certificate-arn]`,
    ]);
  });

  it('needs a port beside the one that redirects to it', () => {
    expect(texts(443, { certificateArn })).toEqual([
      'gateway "ingress" > load balancer: two listeners have the same port, got 443; give each listener its own port [port-twice]',
    ]);
  });
});

describe('a text that AWS or Terraform would read otherwise', () => {
  const path = '/a${x}%{y}';

  it('is escaped in the path of a health check', () => {
    const loadBalancer = applicationLoadBalancer(80, { targetGroup: { healthCheck: { path } } });
    const { stack } = synthApplications([aMesh({ gateways: { ingress: aGateway({ loadBalancer }) } })]);
    const { ingress } = resourcesOf(stack('dev-shop'), 'aws_lb_target_group');
    expect(ingress).toMatchObject({ health_check: { path: '/a$${x}%%{y}', port: 'traffic-port' } });
  });

  it.each([
    ['x'.repeat(52), 0],
    ['x'.repeat(53), 1],
  ])('is a name of a certificate: %s.example.com has %i problems', (label, count) => {
    const domain = { zone: 'Z0123456789', name: `${label}.example.com` };
    const ingress = (certificate?: false) =>
      aGateway({
        loadBalancer: applicationLoadBalancer(80, {
          domain: { ...domain, ...(certificate === false && { certificate }) },
        }),
      });
    expect(textsOf({ gateways: { ingress: ingress() } })).toHaveLength(count);
    expect(textsOf({ gateways: { ingress: ingress(false) } })).toEqual([]);
  });

  it('is a listener of a Network Load Balancer, which has no rules', () => {
    const listener = `arn:aws:elasticloadbalancing:us-west-2:123456789012:listener/net/main/${'0'.repeat(16)}/${'0'.repeat(16)}`;
    const there = existingListener({ listener, securityGroup: 'sg-0a1b2c3d' });
    const routes = { all: { match: { path: '/x' }, node: 'web' } };
    expect(textsOf({ loadBalancers: { there: { ...there, routes } } })).toEqual([
      expect.stringContaining('a listener of an Application Load Balancer'),
    ]);
  });
});
