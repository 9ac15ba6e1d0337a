import { accepts, acceptedFindings } from '../../../lib/stacks/parts/checkov-exceptions';
import { block, synthColorTeller } from '../../support/synth';

const { stack } = synthColorTeller();

/** What the comment of a resource says to a scanner, by check. */
function skipsOf(stackName: string, address: string): Record<string, string> {
  const { checkov } = block(stack(stackName), address)['//'] as {
    checkov?: { skip: { id: string; comment: string }[] };
  };
  return Object.fromEntries((checkov?.skip ?? []).map(({ id, comment }) => [id, comment]));
}

describe('an accepted finding', () => {
  it.each([
    ['aws_vpc.vpc', 'aws_vpc.vpc', true],
    ['aws_vpc.vpc', 'aws_vpc.vpc2', false],
    ['aws_lb.*', 'aws_lb.ingress', true],
    ['aws_lb.*', 'aws_lb_listener.ingress_http', false],
    ['aws_lb_listener.*_http', 'aws_lb_listener.ingress_http', true],
    ['aws_lb_listener.*_http', 'aws_lb_listener.ingress_https', false],
    ['aws_lb.*', 'data.aws_lb.ingress', false],
  ])('of %s is about %s: %s', (address, found, expected) => {
    expect(accepts({ check: 'CKV_AWS_1', address, reason: '' }, found)).toBe(expected);
  });

  it('has a reason that says something, and stands once', () => {
    for (const { reason } of acceptedFindings) expect(reason).toMatch(/^[A-Z].{30,120}\.$/);
    const keys = acceptedFindings.map(({ check, address }) => `${address} ${check}`);
    expect([...new Set(keys)].sort()).toEqual(keys);
  });

  it('stands in the comment of what it is about, beside cdktf’s own', () => {
    expect(Object.keys(skipsOf('dev-color-teller', 'aws_cloudwatch_log_group.red'))).toEqual([
      'CKV_AWS_158',
      'CKV_AWS_338',
    ]);
    expect(skipsOf('dev-color-teller-network', 'data.aws_availability_zones.zones')).toEqual({
      CKV_AWS_394: expect.stringContaining('a new zone moves nothing'),
    });
    expect(block(stack('state'), 'aws_s3_bucket.bucket')['//']).toMatchObject({
      metadata: { uniqueId: 'bucket' },
    });
  });

  it('is silent about everything else', () => {
    expect(skipsOf('dev-color-teller', 'aws_iam_role.red_task')).toEqual({});
  });
});
