/** How large a task definition is, as ECS counts it. */
import { type ContainerDefinition, writeContainerDefinitions } from './containers/container-definition';
import { LONGEST_VALUES } from './containers/task-values';

/** ECS's quota "Task definition size", which AWS does not raise. Nearly all of it is used by the containers. */
export const MAX_TASK_BYTES = 65_536;

/** The largest possible size: values that only the stack knows are counted at their greatest length. */
export function taskBytes(containers: readonly ContainerDefinition[]): number {
  return new TextEncoder().encode(writeContainerDefinitions(containers, LONGEST_VALUES)).length;
}

export function fitsTask(containers: readonly ContainerDefinition[]): boolean {
  return taskBytes(containers) <= MAX_TASK_BYTES;
}
