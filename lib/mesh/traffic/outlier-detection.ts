/** When callers leave out a task that keeps answering 5xx, and for how long. */
import type { Duration } from '../duration';
import { checkLimit } from '../checks/limit';
import { limits } from '../checks/limits';
import type { Problem } from '../checks/problem';
import { duration, number } from '../checks/shape';
import { fields } from '../checks/fields';

export interface OutlierDetection {
  /** 5xx answers in a row that eject a task. */
  readonly maxServerErrors: number;
  /** Time between two looks at who must go and who may come back. */
  readonly interval: Duration;
  /** Time out of the set; multiplied by how often the task was ejected before. */
  readonly baseEjectionDuration: Duration;
  /** Share of the tasks that may be out at once, 0 to 100; one always may. */
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
