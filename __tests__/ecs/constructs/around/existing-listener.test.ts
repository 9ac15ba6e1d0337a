/** What a listener that exists gets beside rules: certificates, and names that lead to its load balancer. */
import { existingListener } from '../../../../lib/mesh';
import type { ExistingListener } from '../../../../lib/mesh/entry/load-balancer';
import { aMesh, aNode } from '../../../../lib/testing';
import { addresses, block, type Stack, synthApplications } from '../../../support/synth';

const listener =
  'arn:aws:elasticloadbalancing:us-west-2:123456789012:listener/app/main/0123456789abcdef/0123456789abcdef';
const certificate = 'arn:aws:acm:us-west-2:123456789012:certificate/01234567-89ab-cdef-0123-456789abcdef';
const domain = { zone: 'Z0123456789', name: 'shop.example.com' };

function shop(options: Partial<ExistingListener>): Stack {
  const shared = existingListener({ listener, securityGroup: 'sg-0a1b2c3d4e5f67890', ...options });
  const routes = { all: { match: { path: '/*' }, node: 'web' } };
  const parts = { nodes: { web: aNode() }, loadBalancers: { shared: { ...shared, routes } } };
  return synthApplications([aMesh(parts)]).stack('dev-shop');
}
const around = (stack: Stack) =>
  addresses(stack).filter((address) => /acm|listener_certificate|route53|data\.aws_lb/.test(address));

it('is nothing by default', () => {
  const stack = shop({});
  expect(around(stack)).toEqual([]);
  expect(stack.terraform.output).not.toHaveProperty('shared_url');
});

it('are certificates, if it speaks HTTPS', () => {
  const stack = shop({ certificates: [certificate] });
  expect(around(stack)).toEqual(['aws_lb_listener_certificate.shared_2', 'data.aws_lb_listener.shared']);
  expect(block(stack, 'data.aws_lb_listener.shared')).toMatchObject({
    lifecycle: { postcondition: [{ condition: '${self.protocol == "HTTPS"}' }] },
  });
  expect(stack.terraform.output).not.toHaveProperty('shared_url');
});

it('is a name, whatever it speaks', () => {
  const stack = shop({ domain });
  expect(around(stack)).toEqual([
    'aws_route53_record.shared_shop_example_com',
    'data.aws_lb.shared',
    'data.aws_lb_listener.shared',
    'data.aws_route53_zone.shared',
  ]);
  expect(block(stack, 'data.aws_lb_listener.shared')).not.toHaveProperty('lifecycle');
});

it('is a certificate that is made for the name, where it is asked for', () => {
  const stack = shop({ domain: { ...domain, certificate: true } });
  expect(block(stack, 'aws_lb_listener_certificate.shared_domain')).toMatchObject({
    listener_arn: '${data.aws_lb_listener.shared.arn}',
    certificate_arn: '${aws_acm_certificate_validation.shared.certificate_arn}',
  });
  expect(block(stack, 'data.aws_lb_listener.shared')).toHaveProperty('lifecycle');
});

it('is said in the URL by AWS’s name where each name has a *', () => {
  const { output } = shop({ domain: { ...domain, name: '*.example.com' } }).terraform;
  expect(output?.['shared_url']).toMatchObject({
    value: expect.stringContaining('://${data.aws_lb.shared.dns_name}${'),
  });
});
