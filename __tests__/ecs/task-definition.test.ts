import { renderTaskDefinition } from '../../lib/ecs/task-definition';
import { proxyConfiguration } from '../../lib/ecs/containers/proxy-configuration';
import { taskValues } from './task-values';

const props = {
  family: 'dev-shop-web',
  machine: { cpu: 512, memoryMiB: 1024 },
  architecture: 'X86_64',
  containers: [],
  values: taskValues,
  taskRoleArn: 'TASK-ROLE',
  executionRoleArn: 'EXECUTION-ROLE',
} as const;

it('is a Linux task on Fargate whose old revisions stay, for ECS to roll back to', () => {
  expect(renderTaskDefinition(props)).toEqual({
    family: 'dev-shop-web',
    requiresCompatibilities: ['FARGATE'],
    networkMode: 'awsvpc',
    cpu: '512',
    memory: '1024',
    runtimePlatform: { operatingSystemFamily: 'LINUX', cpuArchitecture: 'X86_64' },
    taskRoleArn: 'TASK-ROLE',
    executionRoleArn: 'EXECUTION-ROLE',
    containerDefinitions: '[]',
    skipDestroy: true,
  });
});

it('runs on Graviton where the application says so', () => {
  expect(renderTaskDefinition({ ...props, architecture: 'ARM64' }).runtimePlatform).toEqual({
    operatingSystemFamily: 'LINUX',
    cpuArchitecture: 'ARM64',
  });
});

it('leads traffic through Envoy where there is one', () => {
  const proxy = proxyConfiguration('envoy', [3000]);
  expect(renderTaskDefinition({ ...props, proxyConfiguration: proxy }).proxyConfiguration).toEqual(proxy);
});
