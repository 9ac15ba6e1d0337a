/**
 * Policies that the first apply after an upgrade would take from a role: a plan that makes the role the owner of its policies
 * does not say which others it has. Later ones do. But the refresh reads each role with all of them.
 */
import { byText } from '../../mesh/by-key';
import type { Settings } from '../../project/settings';
import type { Problem } from '../../mesh/checks/problem';
import { policiesUndeclared } from './problems';
import type { PlanJson, RefreshedResource, ResourceChange } from '../terraform/plan-json';

export interface UndeclaredPolicies {
  readonly role: string;
  /** ARNs of managed ones, then names of inline ones, each sorted. */
  readonly policies: readonly string[];
}

/** Sorted by role. What the stack itself wrote before and takes away now is no loss. */
export function undeclaredPolicies({
  resource_changes: changes = [],
  prior_state: prior,
}: PlanJson): UndeclaredPolicies[] {
  const resources = prior?.values?.root_module?.resources ?? [];
  return resources
    .filter(({ type }) => type === 'aws_iam_role')
    .map(({ values }) => {
      const role = String(values['name']);
      const own = resources.filter(
        ({ type, values: of }) => type === 'aws_iam_role_policy' && of['role'] === role,
      );
      const known = own.map(({ values: { name } }) => String(name));
      return { role, policies: KINDS.flatMap((kind) => takenBy(changes, { kind, role, values, known })) };
    })
    .filter(({ policies }) => policies.length > 0)
    .sort(byText(({ role }) => role));
}

interface OwnedRole {
  readonly kind: Kind;
  readonly role: string;
  readonly values: RefreshedResource['values'];
  /** Names of the inline policies that the stack wrote. */
  readonly known: readonly string[];
}

function takenBy(changes: readonly ResourceChange[], { kind, role, values, known }: OwnedRole): string[] {
  const owner = changes.find((change) => isNew(change, kind) && after(change)['role_name'] === role);
  if (owner === undefined) return [];
  const declared = after(owner)[kind.declares];
  const stays = new Set([...(Array.isArray(declared) ? declared.map(String) : []), ...known]);
  return kind
    .of(values)
    .filter((one) => !stays.has(one))
    .sort();
}

/** One problem for each role, none where they are accepted. */
export function validateUndeclaredPolicies(plan: PlanJson, { accept }: Pick<Settings, 'accept'>): Problem[] {
  const found = undeclaredPolicies(plan).map(({ role, policies }) => policiesUndeclared(role, policies));
  return found.filter(({ code }) => !accept.includes(code));
}

interface Kind {
  readonly type: string;
  /** The member that lists what stays. */
  readonly declares: string;
  /** Reads from a role which policies it has. */
  readonly of: (role: RefreshedResource['values']) => string[];
}

const ATTACHED: Kind = {
  type: 'aws_iam_role_policy_attachments_exclusive',
  declares: 'policy_arns',
  of: ({ managed_policy_arns: arns }) => (Array.isArray(arns) ? arns.map(String) : []),
};
const INLINE: Kind = {
  type: 'aws_iam_role_policies_exclusive',
  declares: 'policy_names',
  of: ({ inline_policy: policies }) =>
    Array.isArray(policies) ? policies.map(({ name }: { readonly name?: unknown }) => String(name)) : [],
};

const KINDS = [ATTACHED, INLINE] as const;

const isNew = ({ type, change }: ResourceChange, kind: Kind): boolean =>
  type === kind.type && change.actions.join() === 'create';

const after = ({ change }: ResourceChange): Readonly<Record<string, unknown>> =>
  (change.after ?? {}) as Readonly<Record<string, unknown>>;
