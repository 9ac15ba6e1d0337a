/** Lists that a quota of the account limits: at the quota and above it, by default and raised. */
import { applicationLoadBalancer, existingListener } from '../../../lib/mesh';
import { DEFAULT_QUOTAS, type QuotaName } from '../../../lib/mesh/checks/quotas';
import { validateApplication } from '../../../lib/mesh/validate';
import { aMesh, aNode, type MeshParts } from '../../../lib/testing';

const certificateArn = 'arn:aws:acm:us-west-2:123456789012:certificate/abc';
const listener =
  'arn:aws:elasticloadbalancing:us-west-2:123456789012:listener/app/main/0123456789abcdef/0123456789abcdef';
const numbers = (count: number) => Array.from({ length: count }, (_, index) => index + 1);
const certificates = (count: number) => numbers(count).map((index) => `${certificateArn}${index}`);
const rules = (count: number) =>
  Object.fromEntries(
    numbers(count).map((index) => [
      `x${index}`,
      { match: { path: `/${index}` }, node: 'web', priority: index },
    ]),
  );
const behind = (options: Parameters<typeof applicationLoadBalancer>[1]): MeshParts => ({
  nodes: { web: aNode({ loadBalancer: applicationLoadBalancer(80, options) }) },
});

interface Row {
  readonly quota: QuotaName;
  readonly code: string;
  readonly severity: 'error' | 'warning';
  readonly most: number;
  readonly put: (count: number) => MeshParts;
}

const rows: readonly Row[] = [
  {
    quota: 'rules-per-application-load-balancer',
    code: 'load-balancer-rules-many',
    severity: 'error',
    most: 100,
    // The route of all other requests is no rule.
    put: (count) => ({
      loadBalancers: {
        public: { ...applicationLoadBalancer(80), routes: { ...rules(count), all: { node: 'web' } } },
      },
    }),
  },
  {
    quota: 'certificates-per-application-load-balancer',
    code: 'load-balancer-certificates-many',
    severity: 'error',
    most: 25,
    // The first certificate is the default one of the listener, and does not count.
    put: (count) => behind({ certificateArn, certificates: certificates(count) }),
  },
  {
    quota: 'certificates-per-application-load-balancer',
    code: 'load-balancer-certificates-many',
    severity: 'error',
    most: 25,
    put: (count) => ({
      loadBalancers: {
        theirs: {
          ...existingListener({
            listener,
            securityGroup: 'sg-0a1b2c3d',
            certificates: certificates(count),
          }),
          routes: rules(1),
        },
      },
    }),
  },
  {
    quota: 'domain-names-per-certificate',
    code: 'domain-names-quota',
    severity: 'warning',
    most: 10,
    put: (count) =>
      behind({
        domain: { zone: 'Z0123456789', name: numbers(count).map((index) => `x${index}.example.com`) },
      }),
  },
];

describe.each(rows)('$quota', ({ quota, code, severity, most, put }) => {
  const found = (count: number, quotas = DEFAULT_QUOTAS) =>
    validateApplication(aMesh(put(count)).at({ stage: 'dev' }), quotas).filter((each) => each.code === code);

  it(`is ${most} by default`, () => {
    expect(found(most)).toEqual([]);
    expect(found(most + 1)).toMatchObject([
      { severity, got: most + 1, fix: expect.stringContaining(`MESH_QUOTAS=${quota}=<number>`) as string },
    ]);
  });

  it('is what AWS has raised it to', () => {
    const raised = { ...DEFAULT_QUOTAS, [quota]: most + 2 };
    expect(found(most + 2, raised)).toEqual([]);
    expect(found(most + 3, raised)).toHaveLength(1);
  });
});

it('a domain without a certificate may have more names than a certificate', () => {
  const name = numbers(11).map((index) => `x${index}.example.com`);
  const parts = behind({ domain: { zone: 'Z0123456789', name, certificate: false } });
  expect(validateApplication(aMesh(parts).at({ stage: 'dev' })).map(({ code }) => code)).toEqual([]);
});
