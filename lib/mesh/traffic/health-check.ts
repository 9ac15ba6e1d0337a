/** How the Envoys of a node's callers check whether its application answers. */
import { type Duration, seconds } from '../duration';
import { elsewhere } from '../checks/misplaced-fields';
import { checkLimit } from '../checks/limit';
import { limits } from '../checks/limits';
import type { Problem } from '../checks/problem';
import { problems } from '../checks/problems';
import { duration, number, text } from '../checks/shape';
import { fieldsIn } from '../checks/fields';

/** The check of gRPC (the application's health service answers) and TCP (a connection is enough). Neither has a path. */
export interface PathlessHealthCheckDefinition {
  /** Time between two checks, 5 to 300 seconds. @default seconds(5) */
  readonly interval?: Duration;
  /** How long one answer may take, 2 to 60 seconds, at most the interval. @default seconds(2) */
  readonly timeout?: Duration;
  /** Good answers in a row that make an unhealthy task healthy, 2 to 10. @default 2 */
  readonly healthyThreshold?: number;
  /** Bad answers in a row that make a healthy task unhealthy, 2 to 10. @default 2 */
  readonly unhealthyThreshold?: number;
}

export interface HealthCheckDefinition extends PathlessHealthCheckDefinition {
  /** Request path, starts with `/` and is at most 255 characters long. */
  readonly path: string;
}

export type PathlessHealthCheck = Required<PathlessHealthCheckDefinition> & { readonly path?: never };
export type HttpHealthCheck = Required<HealthCheckDefinition>;
export type HealthCheck = HttpHealthCheck | PathlessHealthCheck;

const times = {
  interval: duration,
  timeout: duration,
  healthyThreshold: number,
  unhealthyThreshold: number,
};
export const healthCheckShape = fieldsIn(elsewhere.healthCheck)<HttpHealthCheck>({ path: text, ...times });
export const pathlessHealthCheckShape = fieldsIn(elsewhere.healthCheck)<Omit<PathlessHealthCheck, 'path'>>(
  times,
);

export function completeHealthCheck(definition: HealthCheckDefinition): HttpHealthCheck {
  return { path: definition.path, ...completePathlessHealthCheck(definition) };
}

/**
 * Times and thresholds of AWS CDK's App Mesh library, on which both seed systems relied. Unknown fields stay, so that the
 * shape, which runs later, refuses them.
 */
export function completePathlessHealthCheck(
  definition: PathlessHealthCheckDefinition,
): Required<PathlessHealthCheckDefinition> {
  const said = Object.entries(definition).filter(([, value]) => value !== undefined);
  return {
    interval: seconds(5),
    timeout: seconds(2),
    healthyThreshold: 2,
    unhealthyThreshold: 2,
    ...(Object.fromEntries(said) as PathlessHealthCheckDefinition),
  };
}

export function validateHealthCheck(check: HealthCheck, where: string): Problem[] {
  const found = [
    ...checkLimit(limits.healthCheckInterval, check.interval, where),
    ...checkLimit(limits.healthCheckTimeout, check.timeout, where),
    ...checkLimit(limits.healthyThreshold, check.healthyThreshold, where),
    ...checkLimit(limits.unhealthyThreshold, check.unhealthyThreshold, where),
  ];
  if (check.path !== undefined && !/^\/[\x21-\x7e]{0,254}$/.test(check.path))
    found.push(problems.healthCheckPath(where, check.path));
  if (check.timeout.milliseconds > check.interval.milliseconds)
    found.push(problems.healthCheckOverlap(where, check));
  return found;
}
