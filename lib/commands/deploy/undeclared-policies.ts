/**
 * Policies that the first apply after an upgrade would detach from a role. That plan makes the role the owner of its
 * policies, but does not show which others the role has; later plans do. The refresh reads each role with all of its
 * policies.
 */
import { byText } from '../../mesh/by-key';
import type { Settings } from '../../project/settings';
import type { Problem } from '../../mesh/checks/problem';
import { policiesUndeclared } from './problems';
import type { PlanJson, RefreshedResource, ResourceChange } from '../terraform/plan-json';

export interface UndeclaredPolicies {
  readonly role: string;
  /** ARNs of managed policies, then names of inline policies, each sorted. */
  readonly policies: readonly string[];
}

/** Sorted by role. A policy that the stack itself wrote before and removes now is not a loss. */
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

/** One problem for each role; none if the user accepts the loss. */
export function validateUndeclaredPolicies(plan: PlanJson, { accept }: Pick<Settings, 'accept'>): Problem[] {
  const found = undeclaredPolicies(plan).map(({ role, policies }) => policiesUndeclared(role, policies));
  return found.filter(({ code }) => !accept.includes(code));
}

interface Kind {
  readonly type: string;
  /** The member that lists the policies that stay. */
  readonly declares: string;
  /** Reads the policies of a role. */
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
