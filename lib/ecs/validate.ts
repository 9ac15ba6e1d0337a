/** What ECS refuses of a task, for every target. */
import { quote } from '../mesh/checks/value-text';
import type { Problem } from '../mesh/checks/problem';
import { problems } from '../mesh/checks/problems';
import { APPLICATION_CONTAINER } from './application-container';
import {
  type ContainerDefinition,
  memoryOf,
  writeContainerDefinitions,
} from './containers/container-definition';

/** ECS's quota for a task definition. Nearly all of it are the containers. */
const MAX_TASK_BYTES = 65_536;

export function validateTask(
  containers: readonly ContainerDefinition[],
  memoryMiB: number,
  where: string,
): Problem[] {
  return [...validateMemory(containers, memoryMiB, where), ...validateBytes(containers, where)];
}

/** ECS refuses a task whose containers together ask for more than it has. */
function validateMemory(
  containers: readonly ContainerDefinition[],
  memoryMiB: number,
  where: string,
): Problem[] {
  const needed = containers.reduce((sum, container) => sum + memoryOf(container), 0);
  const parts = containers.map((container) => `${container.name} ${memoryOf(container)}`).join(', ');
  const isLimited = containers.some(
    ({ name, memory }) => name === APPLICATION_CONTAINER && memory !== undefined,
  );
  return needed > memoryMiB ? [problems.containerMemory(where, needed, memoryMiB, { parts, isLimited })] : [];
}

function validateBytes(containers: readonly ContainerDefinition[], where: string): Problem[] {
  const bytes = bytesOf(containers);
  if (bytes <= MAX_TASK_BYTES) return [];
  const [largest = ''] = containers
    .map((container) => ({ name: container.name, bytes: bytesOf([container]) }))
    .sort((a, b) => b.bytes - a.bytes)
    .map((each) => `container ${quote(each.name)} (${each.bytes})`);
  return [problems.taskTooLarge(where, bytes, MAX_TASK_BYTES, largest)];
}

/** Enough to measure a task. */
const noLogs = { logGroup: '', region: '' };

function bytesOf(containers: readonly ContainerDefinition[]): number {
  return new TextEncoder().encode(writeContainerDefinitions(containers, noLogs)).length;
}
