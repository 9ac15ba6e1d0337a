/** Values of a task that only a stack knows. A container names them, and `writeContainerDefinitions` fills them in. */
import type { Origin } from '../../mesh/runs/origin';
import type { ForeignImages } from './images';
import { fillLongestHosts } from '../../mesh/surroundings/external-host';
import type { LogRefs } from './log-configuration';

/** The image of a container: that of a source folder, one that a node names, or one of those beside an application. */
export type ImageName = Origin | { readonly foreign: keyof ForeignImages };

/** Values of variables: the region of the task, and its resource of App Mesh. */
export const TASK_REGION = { taskValue: 'region' } as const;
export const TASK_RESOURCE_ARN = { taskValue: 'resourceArn' } as const;

/** The value of a variable. Text is escaped for Terraform. */
export type VariableValue = string | typeof TASK_REGION | typeof TASK_RESOURCE_ARN;

export interface TaskValues extends LogRefs {
  readonly imageOf: (image: ImageName) => string;
  /** ARN of the task's virtual node or gateway. @default - no container has it */
  readonly resourceArn?: string;
  /** Puts hosts of external nodes in place of their marks. */
  readonly fillHosts: (text: string) => string;
}

/**
 * Used instead of a task's values if its size is measured. Each value is as long as a real one can be. An image in an ECR
 * repository has 50 characters of registry, a name and 72 characters of digest. The longest region is ap-southeast-1.
 */
export const LONGEST_VALUES: TaskValues = {
  logGroup: '/'.padEnd(64, 'x'),
  region: 'ap-southeast-1',
  imageOf: () => 'x'.repeat(200),
  resourceArn: 'x'.repeat(160),
  fillHosts: fillLongestHosts,
};

export function variableIn(values: TaskValues, value: VariableValue): string {
  if (typeof value === 'string') return value;
  const found = values[value.taskValue];
  if (found === undefined) throw new Error(`bug: a task has no ${value.taskValue}; please report`);
  return found;
}
