/** How ECS checks whether a container is healthy. */
import { type Duration, seconds } from '../duration';
import { elsewhere } from '../checks/misplaced-fields';
import { checkLimit } from '../checks/limit';
import { limits } from '../checks/limits';
import type { Problem } from '../checks/problem';
import { problems } from '../checks/problems';
import { duration, number, texts } from '../checks/shape';
import { fieldsIn, optional } from '../checks/fields';

export interface ContainerHealthCheck {
  /** Command that runs inside the container without a shell; exit code 0 means healthy. At least one word. */
  readonly command: readonly string[];
  /** 5 to 300 whole seconds. @default seconds(10) */
  readonly interval?: Duration;
  /** 2 to 60 whole seconds. @default seconds(5) */
  readonly timeout?: Duration;
  /** 1 to 10. @default 3 */
  readonly retries?: number;
  /** 0 to 300 whole seconds after the start in which failures do not count. @default seconds(10) */
  readonly startPeriod?: Duration;
}

export const containerCheckShape = fieldsIn(elsewhere.containerCheck)<ContainerHealthCheck>({
  command: texts,
  interval: optional(duration),
  timeout: optional(duration),
  retries: optional(number),
  startPeriod: optional(duration),
});

export function completeContainerCheck(check: ContainerHealthCheck): Required<ContainerHealthCheck> {
  return {
    command: check.command,
    interval: check.interval ?? seconds(10),
    timeout: check.timeout ?? seconds(5),
    retries: check.retries ?? 3,
    startPeriod: check.startPeriod ?? seconds(10),
  };
}

export function validateContainerCheck(check: Required<ContainerHealthCheck>, where: string): Problem[] {
  return [
    ...checkLimit(limits.containerCheckInterval, check.interval, where),
    ...checkLimit(limits.containerCheckTimeout, check.timeout, where),
    ...checkLimit(limits.containerCheckRetries, check.retries, where),
    ...checkLimit(limits.containerCheckStart, check.startPeriod, where),
    ...(check.command.length === 0 ? [problems.containerCheckEmpty(where)] : []),
  ];
}
