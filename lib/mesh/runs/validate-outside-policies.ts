/** Mistakes in the list of managed policies that other teams attach. */
import type { MeshApplication } from '../application';
import type { Problem } from '../checks/problem';
import { problems } from '../checks/problems';
import { quote } from '../checks/value-text';
import { DEFAULT_QUOTAS, type Quotas } from '../checks/quotas';
import type { Ref } from '../surroundings/reference';
import { addedRights, existingRoles } from './rights';
import { ROLE_USES } from './outside-policies';

/**
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html: the ARN of an AWS policy has no account.
 */
const POLICY_ARN = /^arn:aws(-[a-z]+)*:iam::(aws|\d{12}):policy\/[\w+=,.@/-]{1,512}$/;

export function validateOutsidePolicies(
  { outsidePolicies, nodes, gateways }: Pick<MeshApplication, 'outsidePolicies' | 'nodes' | 'gateways'>,
  quotas: Quotas = DEFAULT_QUOTAS,
): Problem[] {
  const most = quotas['managed-policies-per-role'];
  const existing = new Set(
    [...nodes, ...gateways].filter(({ runs }) => existingRoles(runs.rights)).map(({ name }) => name),
  );
  const runners = [...nodes, ...gateways].map(({ name }) => name);
  const scheduled = new Set(nodes.filter(({ runs }) => runs.kind === 'schedule').map(({ name }) => name));
  const attached = [...nodes, ...gateways].flatMap(({ name, runs }) =>
    validateCount(name, addedRights(runs.rights).managed ?? [], {
      outside: outsidePolicies[name]?.task ?? [],
      most,
    }),
  );
  const declared = Object.entries(outsidePolicies).flatMap(([runner, policies]) => {
    const where = `outsidePolicies of ${quote(runner)}`;
    if (!runners.includes(runner)) return [problems.outsidePolicyRunner(where, runner, runners)];
    return [
      ...(existing.has(runner) && (policies.task ?? policies.execution)
        ? [problems.rolePolicies(where)]
        : []),
      ...(policies.schedule !== undefined && !scheduled.has(runner)
        ? [problems.outsidePolicySchedule(where)]
        : []),
      ...ROLE_USES.flatMap((use) =>
        (policies[use] ?? [])
          .filter((arn) => !POLICY_ARN.test(arn))
          .map((arn) => problems.outsidePolicyArn(`${where} > ${use}`, arn)),
      ),
      ...ROLE_USES.filter((use) => (policies[use] ?? []).length > most).map((use) =>
        problems.outsidePolicyMany(`${where} > ${use}`, (policies[use] ?? []).length, most),
      ),
    ];
  });
  return [...attached, ...declared];
}

/** Policies of `rights` and those that others attach count together. */
function validateCount(
  name: string,
  managed: readonly Ref[],
  { outside, most }: { readonly outside: readonly string[]; readonly most: number },
): Problem[] {
  const count = new Set([
    ...managed.map((ref) => JSON.stringify(ref)),
    ...outside.map((arn) => JSON.stringify(arn)),
  ]).size;
  if (managed.length === 0 || count <= most) return [];
  return [problems.outsidePolicyMany(`${quote(name)} > runs > rights > managed`, count, most)];
}
