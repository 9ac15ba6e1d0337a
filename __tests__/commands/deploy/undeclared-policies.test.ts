import type { PlanJson, ResourceChange } from '../../../lib/commands/terraform/plan-json';
import {
  undeclaredPolicies,
  validateUndeclaredPolicies,
} from '../../../lib/commands/deploy/undeclared-policies';

const administrator = 'arn:aws:iam::aws:policy/AdministratorAccess';
const reader = 'arn:aws:iam::123456789012:policy/read-orders';

/** A role as the provider reads it, with one inline policy of the stack's own. */
const role = (name: string, managed: readonly string[] = [], inline: readonly string[] = []) => [
  {
    address: `aws_iam_role.${name}`,
    type: 'aws_iam_role',
    values: {
      name,
      managed_policy_arns: managed,
      inline_policy: [name, ...inline].map((each) => ({ name: each, policy: '{}' })),
    },
  },
  { address: `aws_iam_role_policy.${name}`, type: 'aws_iam_role_policy', values: { role: name, name } },
];

const owner = (
  kind: 'policies' | 'policy_attachments',
  role_name: string,
  { actions = ['create'], stays = [] }: { actions?: readonly string[]; stays?: readonly string[] } = {},
): ResourceChange => ({
  address: `aws_iam_role_${kind}_exclusive.${role_name}`,
  type: `aws_iam_role_${kind}_exclusive`,
  name: role_name,
  change: {
    actions,
    before: null,
    after: { role_name, ...(kind === 'policies' ? { policy_names: stays } : { policy_arns: stays }) },
  },
});
const both = (name: string, stays: readonly string[] = []) => [
  owner('policies', name, { stays: [name] }),
  owner('policy_attachments', name, { stays }),
];
const plan = (roles: readonly ReturnType<typeof role>[], changes: readonly ResourceChange[]): PlanJson => ({
  resource_changes: changes,
  prior_state: { values: { root_module: { resources: roles.flat() } } },
});

describe('policies that an apply would take from a role which it makes their owner', () => {
  it('are those that are not declared, of both kinds', () => {
    const roles = [role('web', [reader, administrator], ['everything']), role('api')];
    expect(undeclaredPolicies(plan(roles, [...both('web'), ...both('api')]))).toEqual([
      { role: 'web', policies: [reader, administrator, 'everything'] },
    ]);
  });

  it('are not those that the application names', () => {
    const own = plan([role('web', [reader])], both('web', [reader]));
    expect(undeclaredPolicies(own)).toEqual([]);
  });

  it('are not those that the stack wrote itself, and takes away in the same plan', () => {
    expect(undeclaredPolicies(plan([role('web')], [owner('policies', 'web')]))).toEqual([]);
  });

  it('are in the plan itself where the role owns its policies already', () => {
    const changes = [owner('policy_attachments', 'web', { actions: ['update'] })];
    expect(undeclaredPolicies(plan([role('web', [administrator])], changes))).toEqual([]);
    expect(undeclaredPolicies(plan([role('web', [administrator])], []))).toEqual([]);
  });

  it('are none of a stack that is not deployed yet', () => {
    expect(undeclaredPolicies({ resource_changes: both('web') })).toEqual([]);
  });

  it('are a problem with both ways out, unless their loss is accepted', () => {
    const own = plan([role('web', [administrator])], both('web'));
    expect(validateUndeclaredPolicies(own, { accept: [] })).toEqual([
      expect.objectContaining({
        code: 'policies-undeclared',
        where: 'role "web"',
        what: expect.stringContaining(administrator) as string,
        fix: expect.stringMatching(/outsidePolicies.*MESH_ACCEPT=policies-undeclared/) as string,
      }),
    ]);
    expect(validateUndeclaredPolicies(own, { accept: ['policies-undeclared'] })).toEqual([]);
  });
});
