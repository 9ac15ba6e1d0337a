/** How many tasks run: a fixed count, or a count that follows the load. */
import type { Only } from '../checks/known-fields';
import { checkLimit } from '../checks/limit';
import { limits } from '../checks/limits';
import { elsewhere } from '../checks/misplaced-fields';
import type { Problem } from '../checks/problem';
import { problems } from '../checks/problems';
import { list, number } from '../checks/shape';
import { fields, fieldsIn, optional } from '../checks/fields';
import { completeRules, type MeshScalingRule, type ScalingRule, scalingRuleShape } from './scaling-rule';

export interface ScalingDefinition<Field extends string = never> {
  /** Fewest tasks, 1 or more. With a schedule among the rules it is only the first number. */
  readonly min: number;
  /** Most tasks, at most 5,000. With a schedule among the rules it is only the first number. */
  readonly max: number;
  /** Average CPU that scaling aims at, 1 to 100 % of the task's CPU. Short for the rule `{ cpuPercent }`. @default - none */
  readonly cpuPercent?: number;
  /**
   * Rules, each with a name of its own. Of several, the one that wants the most tasks decides.
   * @default - none: only `cpuPercent`
   */
  readonly on?: readonly (ScalingRule & Only<ScalingRule, Field>)[];
}

export const scalingShape = fieldsIn(elsewhere.scaling)<ScalingDefinition>({
  min: number,
  max: number,
  cpuPercent: optional(number),
  on: optional(list(scalingRuleShape, (_, index) => `rule ${index + 1}`)),
});

/** The long form: `cpuPercent` is one of the rules. */
export interface Scaling {
  readonly min: number;
  readonly max: number;
  /** Sorted by name. */
  readonly rules: readonly MeshScalingRule[];
}

export function completeScaling(definition: ScalingDefinition): Scaling {
  const { min, max } = definition;
  return { min, max, rules: completeRules(definition) };
}

export interface Deployment {
  /** Share of the count that stays healthy during a deployment. */
  readonly minimumHealthyPercent: number;
  /** Share of the count that may run during a deployment, old and new together. */
  readonly maximumPercent: number;
}

export const deploymentShape = fields<Deployment>({ minimumHealthyPercent: number, maximumPercent: number });

/**
 * During a deployment no task is missing, and only as many more run as are needed. App Mesh's best practices ask for 150
 * % at two or three tasks and 125 % from four, so that not all Envoys reconnect at once. One task needs 200 %: ECS rounds
 * the maximum down, so 150 % of one is one, and no task could be replaced.
 */
export function defaultDeployment(smallestCount: number): Deployment {
  const maximumPercent = smallestCount <= 1 ? 200 : smallestCount <= 3 ? 150 : 125;
  return { minimumHealthyPercent: 100, maximumPercent };
}

/** ECS rounds the minimum up and the maximum down. If both are equal to the count, no task can start or stop. */
export function validateDeployment(deployment: Deployment, count: number, where: string): Problem[] {
  const fewest = Math.ceil((count * deployment.minimumHealthyPercent) / 100);
  const most = Math.floor((count * deployment.maximumPercent) / 100);
  return [
    ...checkLimit(limits.minimumHealthyPercent, deployment.minimumHealthyPercent, where),
    ...checkLimit(limits.maximumPercent, deployment.maximumPercent, where),
    ...(count > 0 && fewest >= count && most <= count
      ? [problems.deploymentStuck(where, deployment, count)]
      : []),
  ];
}
