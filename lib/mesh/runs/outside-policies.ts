/** Managed policies that another team attaches to roles of the application, and that must stay. */
import { byKey } from '../by-key';
import type { RoleUse } from './role-use';
import { named, texts } from '../checks/shape';
import { fields, optional } from '../checks/fields';

/** ARNs of managed policies, by the use of the role. */
export interface OutsidePolicies {
  /** ARNs for the role of the containers (task role). @default [] */
  readonly task?: readonly string[];
  /** ARNs for the role with which ECS starts the containers (execution role). @default [] */
  readonly execution?: readonly string[];
  /** ARNs for the role with which EventBridge starts a schedule. @default [] */
  readonly schedule?: readonly string[];
}

export type OutsidePoliciesDefinition<Name extends string = string> = {
  readonly [N in Name]?: OutsidePolicies;
};

/** By node or gateway. All lists are sorted. */
export type OutsidePoliciesByRunner = Readonly<Record<string, OutsidePolicies>>;

const policiesShape = fields<OutsidePolicies>({
  task: optional(texts),
  execution: optional(texts),
  schedule: optional(texts),
});

export const outsidePoliciesShape = named('outsidePolicies of', policiesShape);

export const ROLE_USES: readonly RoleUse[] = ['task', 'execution', 'schedule'];

export function completeOutsidePolicies(definition: OutsidePoliciesDefinition = {}): OutsidePoliciesByRunner {
  const runners = Object.entries(definition).sort(byKey);
  return Object.fromEntries(runners.map(([runner, policies]) => [runner, complete(policies ?? {})]));
}

function complete(policies: OutsidePolicies): OutsidePolicies {
  const named = ROLE_USES.flatMap((use) => {
    const arns = policies[use];
    return arns === undefined ? [] : [[use, [...new Set(arns)].sort()]];
  });
  return Object.fromEntries(named) as OutsidePolicies;
}

/** The policies of one role, sorted. */
export function outsidePoliciesOf(
  { outsidePolicies }: { readonly outsidePolicies: OutsidePoliciesByRunner },
  { runner, use }: { readonly runner: string; readonly use: RoleUse },
): readonly string[] {
  return outsidePolicies[runner]?.[use] ?? [];
}
