/** What stands around a load balancer is there where it is asked for, and nowhere else. */
import {
  applicationLoadBalancer,
  type ApplicationLoadBalancerOptions,
  byTags,
  type LoadBalancer,
  networkLoadBalancer,
} from '../../../../lib/mesh';
import { aGateway, aMesh } from '../../../../lib/testing';
import { addresses, block, resourcesOf, type Stack, synthApplications } from '../../../support/synth';

const ZONE = 'Z0123456789';
const before = (loadBalancer: LoadBalancer, environment = {}): Stack =>
  synthApplications(
    [aMesh({ gateways: { ingress: aGateway({ loadBalancer }) }, logs: { retentionDays: 30 } })],
    environment,
  ).stack('dev-shop');
const shop = (options: ApplicationLoadBalancerOptions, environment = {}): Stack =>
  before(applicationLoadBalancer(80, options), environment);
const AROUND = /^(data\.)?aws_(acm|route53|s3|wafv2)_/;
const around = (stack: Stack) => addresses(stack).filter((address) => AROUND.test(address));

it('is nothing by default', () => {
  expect(around(shop({}))).toEqual([]);
});

describe('a domain', () => {
  it('without a certificate is a record for each name', () => {
    const stack = shop({
      domain: { zone: ZONE, name: ['a.example.com', 'b.example.com'], certificate: false },
    });
    expect(around(stack)).toEqual([
      'aws_route53_record.ingress_a_example_com',
      'aws_route53_record.ingress_b_example_com',
      'data.aws_route53_zone.ingress',
    ]);
    expect(stack.terraform.output?.['url']).toMatchObject({ value: 'http://a.example.com' });
    expect(stack.terraform.output?.['ingress_dns_name']).toMatchObject({
      value: '${aws_lb.ingress.dns_name}',
    });
  });

  it('finds a public zone by its name', () => {
    const stack = shop({ domain: { zone: 'example.com', name: 'a.example.com' } });
    const zone = block(stack, 'data.aws_route53_zone.ingress');
    expect(zone).toMatchObject({ name: 'example.com' });
    expect(zone).not.toHaveProperty('zone_id');
  });

  it('of a Network Load Balancer is a record', () => {
    const stack = before(networkLoadBalancer(80, { domain: { zone: ZONE, name: 'a.example.com' } }));
    expect(around(stack)).toEqual([
      'aws_route53_record.ingress_a_example_com',
      'data.aws_route53_zone.ingress',
    ]);
  });

  it('has one record of validation for a name and for all below it', () => {
    const stack = shop({ domain: { zone: ZONE, name: ['*.example.com', 'example.com', 'a.example.com'] } });
    const records = Object.keys(resourcesOf(stack, 'aws_route53_record'));
    expect(records.filter((name) => name.startsWith('ingress_validation'))).toEqual([
      'ingress_validation_a_example_com',
      'ingress_validation_example_com',
    ]);
    expect(block(stack, 'aws_acm_certificate.ingress')).toMatchObject({
      domain_name: '*.example.com',
      subject_alternative_names: ['a.example.com', 'example.com'],
    });
    expect(block(stack, 'aws_route53_record.ingress_validation_example_com')['name']).toContain(
      'option.domain_name == "*.example.com"',
    );
  });

  it('is looked at before anything is made: its zone must hold the names, and be public for a certificate', () => {
    const conditions = (certificate: boolean) => {
      const stack = shop({ domain: { zone: ZONE, name: ['*.a.example.com'], certificate } });
      const { lifecycle } = block(stack, 'data.aws_route53_zone.ingress') as {
        readonly lifecycle: { readonly postcondition: readonly { readonly condition: string }[] };
      };
      return lifecycle.postcondition.map(({ condition }) => condition);
    };
    const holds =
      '${alltrue([for name in ["a.example.com"] : endswith(".${name}", ".${trimsuffix(self.name, ".")}")])}';
    expect(conditions(false)).toEqual([holds]);
    expect(conditions(true)).toEqual([holds, '${!self.private_zone}']);
  });
});

describe('logs', () => {
  it('of both kinds share the bucket that is made, each for its own time', () => {
    const stack = shop({ accessLogs: { retentionDays: 90 }, connectionLogs: { prefix: 'calls' } });
    expect(block(stack, 'aws_lb.ingress')).toMatchObject({
      access_logs: { bucket: '${aws_s3_bucket.ingress_logs.id}', prefix: 'access', enabled: true },
      connection_logs: { bucket: '${aws_s3_bucket.ingress_logs.id}', prefix: 'calls', enabled: true },
      depends_on: ['aws_s3_bucket_policy.ingress_logs'],
    });
    expect(block(stack, 'aws_s3_bucket_lifecycle_configuration.ingress_logs')['rule']).toMatchObject([
      { id: 'access', filter: [{ prefix: 'access/' }], expiration: [{ days: 90 }] },
      { id: 'calls', filter: [{ prefix: 'calls/' }], expiration: [{ days: 30 }] },
    ]);
  });

  it('go into a bucket that exists without a policy of ours', () => {
    const stack = shop({ accessLogs: { bucket: 'example-logs' } });
    expect(around(stack)).toEqual([]);
    expect(block(stack, 'aws_lb.ingress')['access_logs']).toEqual({ bucket: 'example-logs', enabled: true });
  });

  it('are deleted with the load balancer only where nothing is protected', () => {
    const deletes = (environment: object) =>
      block(shop({ accessLogs: {} }, environment), 'aws_s3_bucket.ingress_logs')['force_destroy'];
    expect(deletes({})).toBe(false);
    expect(deletes({ MESH_PROTECT: 'off' })).toBe(true);
  });
});

it('a web ACL is found by its tags', () => {
  const stack = shop({ webAcl: byTags({ Name: 'main' }) });
  expect(String(block(stack, 'aws_wafv2_web_acl_association.ingress')['web_acl_arn'])).toMatch(
    /^\$\{data\.aws_resourcegroupstaggingapi_resources\./,
  );
});
