/** Policies that another team attaches: their form, their owner, and the role that keeps them. */
import { DEFAULT_QUOTAS } from '../../../lib/mesh/checks/quotas';
import { validateOutsidePolicies } from '../../../lib/mesh/runs/validate-outside-policies';
import { type OutsidePoliciesDefinition, outsidePoliciesOf } from '../../../lib/mesh/runs/outside-policies';
import { aGateway, aMesh, aNode } from '../../../lib/testing';
import { block, synthApplications } from '../../support/synth';
import { problemsOf, textsOf } from '../problems-of';

const arn = (name: string) => `arn:aws:iam::123456789012:policy/${name}`;
const nightly = aNode({ listeners: [], runs: { kind: 'schedule', at: 'rate(1 day)' } });
const parts = (outsidePolicies: OutsidePoliciesDefinition) => ({
  nodes: { web: aNode(), nightly },
  gateways: { ingress: aGateway() },
  outsidePolicies,
});

describe('policies from outside', () => {
  it('are of one role each, sorted, each once; without them there are none', () => {
    const own = aMesh(parts({ web: { task: [arn('b'), arn('a'), arn('b')] } })).at({ stage: 'dev' });
    expect(outsidePoliciesOf(own, { runner: 'web', use: 'task' })).toEqual([arn('a'), arn('b')]);
    expect(outsidePoliciesOf(own, { runner: 'web', use: 'execution' })).toEqual([]);
    expect(outsidePoliciesOf(own, { runner: 'ingress', use: 'task' })).toEqual([]);
  });

  it.each([
    ['arn:aws:iam::aws:policy/AmazonS3ReadOnlyAccess'],
    ['arn:aws:iam::aws:policy/service-role/AmazonECSTaskExecutionRolePolicy'],
    ['arn:aws-us-gov:iam::123456789012:policy/team/read_only+1=,.@-'],
  ])('are managed ones: %s', (policy) => {
    expect(problemsOf(parts({ ingress: { task: [policy] }, nightly: { schedule: [policy] } }))).toEqual([]);
  });

  it.each([['everything'], ['arn:aws:iam::123456789012:role/web'], ['arn:aws:iam::aws:policy/']])(
    'are no others: %s',
    (policy) => {
      expect(problemsOf(parts({ web: { execution: [policy] } }))).toEqual([
        'outsidePolicies of "web" > execution [outside-policy-arn]',
      ]);
    },
  );

  it('are ten of a role, the same one told twice counting once; beyond that IAM may refuse', () => {
    const many = (count: number) => Array.from({ length: count }, (_, index) => arn(`p${index}`));
    expect(textsOf(parts({ web: { task: [...many(10), arn('p0')], execution: many(10) } }))).toEqual([]);
    expect(textsOf(parts({ web: { task: many(11) } }))).toEqual([
      expect.stringMatching(
        /^outsidePolicies of "web" > task: IAM attaches at most 10 managed .*, got 11; .*\[outside-policy-many\]$/,
      ),
    ]);
  });

  it('are as many as AWS allows the account', () => {
    const many = Array.from({ length: 11 }, (_, index) => arn(`p${index}`));
    const shop = aMesh(parts({ web: { task: many } })).at({ stage: 'dev' });
    const raised = { ...DEFAULT_QUOTAS, 'managed-policies-per-role': 11 };
    expect(validateOutsidePolicies(shop).map(({ code }) => code)).toEqual(['outside-policy-many']);
    expect(validateOutsidePolicies(shop, raised)).toEqual([]);
  });

  it('belong to a node or gateway, and to a role that it has', () => {
    expect(textsOf(parts({ wed: { task: [] }, web: { schedule: [arn('a')] } }))).toEqual([
      'outsidePolicies of "web": it is not a schedule, so it has no role `schedule`; use `task` for the role of its containers [outside-policy-schedule]',
      'outsidePolicies of "wed": "wed" is neither a node nor a gateway, known ones: "ingress", "nightly", "web"; did you mean "web"? [outside-policy-runner]',
    ]);
  });

  it('have a form', () => {
    const text = { web: { task: arn('a') } } as unknown as OutsidePoliciesDefinition;
    const inline = { web: { inline: ['a'] } } as unknown as OutsidePoliciesDefinition;
    expect([...problemsOf(parts(text)), ...problemsOf(parts(inline))]).toEqual([
      'outsidePolicies of "web" [field-type]',
      'outsidePolicies of "web" [field-unknown]',
    ]);
  });

  it('stay attached, and go with their role; a role without any is as before', () => {
    const policy = arn('read-orders');
    const stack = synthApplications([
      aMesh(parts({ web: { task: [policy] }, nightly: { schedule: [policy] } })),
    ]).stack('dev-shop');
    const kept = (role: string) => [
      block(stack, `aws_iam_role_policy_attachments_exclusive.${role}`)['policy_arns'],
      block(stack, `aws_iam_role.${role}`)['force_detach_policies'],
    ];
    expect(kept('web_task')).toEqual([[policy], true]);
    expect(kept('nightly_schedule')).toEqual([[policy], true]);
    expect(kept('web_execution')).toEqual([[], undefined]);
  });
});
