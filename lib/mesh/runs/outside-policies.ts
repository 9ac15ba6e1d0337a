/** Managed policies that somebody else attaches to roles of the application, and that therefore stay. */
import type { MeshApplication } from '../application';
import type { RoleUse } from '../names';
import type { Problem } from '../checks/problem';
import { problems } from '../checks/problems';
import { fields, named, optional, texts } from '../checks/shape';
import { quote } from '../checks/value-text';

/** ARNs of managed policies, by the use of the role. */
export interface OutsidePolicies {
  /** Of the role that the containers have. @default [] */
  readonly task?: readonly string[];
  /** Of the role with which ECS starts them. @default [] */
  readonly execution?: readonly string[];
  /** Of the role with which EventBridge starts a schedule. @default [] */
  readonly schedule?: readonly string[];
}

export type OutsidePoliciesDefinition<Runner extends string = string> = {
  readonly [R in Runner]?: OutsidePolicies;
};

/** By node or gateway, sorted, as every list in it. */
export type OutsidePoliciesByRunner = Readonly<Record<string, OutsidePolicies>>;

const policiesShape = fields<OutsidePolicies>({
  task: optional(texts),
  execution: optional(texts),
  schedule: optional(texts),
});

export const outsidePoliciesShape = named('outsidePolicies of', policiesShape);

const USES: readonly RoleUse[] = ['task', 'execution', 'schedule'];

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html: those of AWS have no account. */
const POLICY_ARN = /^arn:aws(-[a-z]+)*:iam::(aws|\d{12}):policy\/[\w+=,.@/-]{1,512}$/;

export function completeOutsidePolicies(definition: OutsidePoliciesDefinition = {}): OutsidePoliciesByRunner {
  const runners = Object.entries(definition).sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(runners.map(([runner, policies]) => [runner, complete(policies ?? {})]));
}

function complete(policies: OutsidePolicies): OutsidePolicies {
  const named = USES.flatMap((use) => {
    const arns = policies[use];
    return arns === undefined ? [] : [[use, [...new Set(arns)].sort()]];
  });
  return Object.fromEntries(named) as OutsidePolicies;
}

/** Of one role, sorted. */
export function outsidePoliciesOf(
  { outsidePolicies }: Pick<MeshApplication, 'outsidePolicies'>,
  { runner, use }: { readonly runner: string; readonly use: RoleUse },
): readonly string[] {
  return outsidePolicies[runner]?.[use] ?? [];
}

/** IAM's default quota "Managed policies per role", which AWS raises for an account that asks (IAM User Guide, IAM quotas). */
const POLICIES_PER_ROLE = 10;

export function validateOutsidePolicies({
  outsidePolicies,
  nodes,
  gateways,
}: Pick<MeshApplication, 'outsidePolicies' | 'nodes' | 'gateways'>): Problem[] {
  const runners = [...nodes, ...gateways].map(({ name }) => name);
  const scheduled = new Set(nodes.filter(({ runs }) => runs.kind === 'schedule').map(({ name }) => name));
  return Object.entries(outsidePolicies).flatMap(([runner, policies]) => {
    const where = `outsidePolicies of ${quote(runner)}`;
    if (!runners.includes(runner)) return [problems.outsidePolicyRunner(where, runner, runners)];
    return [
      ...(policies.schedule !== undefined && !scheduled.has(runner)
        ? [problems.outsidePolicySchedule(where)]
        : []),
      ...USES.flatMap((use) =>
        (policies[use] ?? [])
          .filter((arn) => !POLICY_ARN.test(arn))
          .map((arn) => problems.outsidePolicyArn(`${where} > ${use}`, arn)),
      ),
      ...USES.filter((use) => (policies[use] ?? []).length > POLICIES_PER_ROLE).map((use) =>
        problems.outsidePolicyMany(`${where} > ${use}`, (policies[use] ?? []).length, POLICIES_PER_ROLE),
      ),
    ];
  });
}
