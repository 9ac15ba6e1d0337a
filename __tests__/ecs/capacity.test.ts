import { renderCapacity, renderCapacityWords } from '../../lib/ecs/capacity';
import { renderTaskDefinition } from '../../lib/ecs/task-definition';
import { completeCapacity } from '../../lib/mesh/runs/capacity';
import { taskValues } from './task-values';

const mixed = completeCapacity([
  { provider: 'FARGATE_SPOT', weight: 3 },
  { provider: 'FARGATE', base: 2, weight: 0 },
]);

it('is a launch type or a strategy, never both', () => {
  expect(renderCapacity({})).toEqual({ launchType: 'FARGATE' });
  expect(renderCapacity({ capacity: mixed })).toEqual({
    capacityProviderStrategy: [
      { capacityProvider: 'FARGATE', base: 2, weight: 0 },
      { capacityProvider: 'FARGATE_SPOT', weight: 3 },
    ],
  });
});

it('is an option of run-task', () => {
  expect(renderCapacityWords({})).toBe('--launch-type FARGATE');
  expect(renderCapacityWords({ capacity: mixed })).toBe(
    '--capacity-provider-strategy capacityProvider=FARGATE,base=2,weight=0 capacityProvider=FARGATE_SPOT,weight=3',
  );
});

it('asks for a task that its instances can run', () => {
  const compatible = (capacity?: typeof mixed) =>
    renderTaskDefinition({
      family: 'web',
      machine: { cpu: 256, memoryMiB: 512, ...(capacity && { capacity }) },
      architecture: 'ARM64',
      values: taskValues,
      taskRoleArn: 'TASK',
      executionRoleArn: 'EXECUTION',
      containers: [],
    }).requiresCompatibilities;
  expect(compatible()).toEqual(['FARGATE']);
  expect(compatible(mixed)).toEqual(['FARGATE']);
  expect(compatible(completeCapacity([{ provider: 'instances' }]))).toEqual(['EC2']);
});
