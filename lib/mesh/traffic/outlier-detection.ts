/** When callers' Envoys eject a task that keeps answering 5xx, and for how long. */
import type { Duration } from '../duration';
import { checkLimit } from '../checks/limit';
import { limits } from '../checks/limits';
import type { Problem } from '../checks/problem';
import { duration, number } from '../checks/shape';
import { fields } from '../checks/fields';

export interface OutlierDetection {
  /** Number of 5xx answers in a row that eject a task. */
  readonly maxServerErrors: number;
  /** Time between two checks of which tasks are ejected and which come back. */
  readonly interval: Duration;
  /** How long a task is ejected, multiplied by the number of times that it was ejected before. */
  readonly baseEjectionDuration: Duration;
  /** Share of the tasks that may be ejected at once, 0 to 100; one task may always be. */
  readonly maxEjectionPercent: number;
}

export const outlierDetectionShape = fields<OutlierDetection>({
  maxServerErrors: number,
  interval: duration,
  baseEjectionDuration: duration,
  maxEjectionPercent: number,
});

export function validateOutlierDetection(detection: OutlierDetection | undefined, where: string): Problem[] {
  return [
    ...checkLimit(limits.maxServerErrors, detection?.maxServerErrors, where),
    ...checkLimit(limits.outlierInterval, detection?.interval, where),
    ...checkLimit(limits.baseEjection, detection?.baseEjectionDuration, where),
    ...checkLimit(limits.maxEjectionPercent, detection?.maxEjectionPercent, where),
  ];
}
