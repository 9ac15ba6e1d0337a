/** Reports what ECS refuses in a task, for every target. */
import { quote } from '../mesh/checks/value-text';
import type { Problem } from '../mesh/checks/problem';
import { problems } from '../mesh/checks/problems';
import type { Machine } from '../mesh/runs/size';
import { APPLICATION_CONTAINER } from './application-container';
import { type ContainerDefinition, memoryOf } from './containers/container-definition';
import { BOOTSTRAP_VARIABLE } from './containers/packed-bootstrap';
import { fitsTask, MAX_TASK_BYTES, taskBytes } from './task-size';

export function validateTask(
  containers: readonly ContainerDefinition[],
  { cpu, memoryMiB }: Machine,
  where: string,
): Problem[] {
  return [
    ...validateMemory(containers, memoryMiB, where),
    ...validateCpu(containers, cpu, where),
    ...validateBytes(containers, where),
  ];
}

/** ECS refuses a task whose containers together need more than the task has. */
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

function validateCpu(containers: readonly ContainerDefinition[], cpu: number, where: string): Problem[] {
  const needed = containers.reduce((sum, container) => sum + (container.cpu ?? 0), 0);
  const parts = containers.map((container) => `${container.name} ${container.cpu ?? 0}`).join(', ');
  return needed > cpu ? [problems.containerCpu(where, needed, cpu, parts)] : [];
}

function validateBytes(containers: readonly ContainerDefinition[], where: string): Problem[] {
  if (fitsTask(containers)) return [];
  const [largest = ''] = containers
    .map((container) => ({
      name: container.name,
      bytes: taskBytes([container]),
      isPacked: container.environment?.[BOOTSTRAP_VARIABLE] !== undefined,
    }))
    .sort((a, b) => b.bytes - a.bytes)
    .map(
      ({ isPacked, name, bytes: own }) =>
        `container ${quote(name)} (${own}${isPacked ? ', compressed' : ''})`,
    );
  return [problems.taskTooLarge(where, taskBytes(containers), MAX_TASK_BYTES, largest)];
}
