/** How many tasks run: a fixed count, or a count that follows the load. */
import { checkLimit } from '../checks/limit';
import { limits } from '../checks/limits';
import type { Problem } from '../checks/problem';
import { problems } from '../checks/problems';
import { number } from '../checks/shape';
import { fields } from '../checks/fields';

export interface Scaling {
  /** Fewest tasks, 1 or more. */
  readonly min: number;
  readonly max: number;
  /** Average CPU that scaling aims at, in percent of the task's CPU. */
  readonly cpuPercent: number;
}

export const scalingShape = fields<Scaling>({ min: number, max: number, cpuPercent: number });

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

export function validateScaling(scaling: Scaling | undefined, where: string): Problem[] {
  if (scaling === undefined) return [];
  const found = [
    ...checkLimit(limits.scalingMin, scaling.min, where),
    ...checkLimit(limits.scalingMax, scaling.max, where),
    ...checkLimit(limits.cpuPercent, scaling.cpuPercent, where),
  ];
  return scaling.max < scaling.min ? [...found, problems.scalingBounds(where, scaling)] : found;
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
