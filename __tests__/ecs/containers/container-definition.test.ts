/** The form in which ECS reads a definition back: any other one would show in every plan. */
import {
  type ContainerDefinition,
  memoryOf,
  writeContainerDefinitions,
} from '../../../lib/ecs/containers/container-definition';
import { logConfiguration, TASK_LOGS } from '../../../lib/ecs/containers/log-configuration';
import { TASK_REGION, TASK_RESOURCE_ARN } from '../../../lib/ecs/containers/task-values';
import { taskValues } from '../task-values';

const logs = { ...taskValues, logGroup: '/dev/shop/web', region: 'eu-west-1' };
const container = (parts: Partial<ContainerDefinition> = {}): ContainerDefinition => ({
  name: 'app',
  image: { source: 'IMAGE' },
  essential: true,
  logConfiguration: TASK_LOGS,
  ...parts,
});
const written = (...containers: ContainerDefinition[]) =>
  JSON.parse(writeContainerDefinitions(containers, logs)) as Record<string, unknown>[];

it('has what ECS fills in: lists that are empty, and no CPU of its own', () => {
  expect(written(container())).toEqual([
    {
      name: 'app',
      image: 'IMAGE',
      essential: true,
      logConfiguration: logConfiguration('app', logs),
      cpu: 0,
      environment: [],
      mountPoints: [],
      portMappings: [],
      systemControls: [],
      volumesFrom: [],
    },
  ]);
});

it('says the port of the task, which is the port of the container', () => {
  expect(written(container({ portMappings: [{ containerPort: 3000, protocol: 'tcp' }] }))[0]).toMatchObject({
    portMappings: [{ containerPort: 3000, hostPort: 3000, protocol: 'tcp' }],
  });
});

it('is sorted, and the same whatever the order was', () => {
  const one = container({
    environment: { B: '2', A: '1' },
    portMappings: [
      { containerPort: 9000, protocol: 'tcp' },
      { containerPort: 3000, protocol: 'udp' },
      { containerPort: 3000, protocol: 'tcp' },
    ],
    dependsOn: [
      { containerName: 'xray-daemon', condition: 'START' },
      { containerName: 'envoy', condition: 'HEALTHY' },
    ],
  });
  const two = container({
    environment: { A: '1', B: '2' },
    portMappings: [...(one.portMappings ?? [])].reverse(),
    dependsOn: [...(one.dependsOn ?? [])].reverse(),
  });
  const envoy = container({ name: 'envoy' });
  expect(writeContainerDefinitions([envoy, one], logs)).toBe(writeContainerDefinitions([two, envoy], logs));
  expect(written(envoy, one)).toMatchObject([
    {
      name: 'app',
      environment: [
        { name: 'A', value: '1' },
        { name: 'B', value: '2' },
      ],
      portMappings: [
        { containerPort: 3000, protocol: 'tcp' },
        { containerPort: 3000, protocol: 'udp' },
        { containerPort: 9000, protocol: 'tcp' },
      ],
      dependsOn: [{ containerName: 'envoy' }, { containerName: 'xray-daemon' }],
    },
    { name: 'envoy' },
  ]);
});

it('has what only the stack knows: images, the region and the resource of App Mesh', () => {
  const environment = { AWS_REGION: TASK_REGION, RESOURCE: TASK_RESOURCE_ARN };
  const image = { foreign: 'envoy' } as const;
  expect(written(container({ image, environment }))[0]).toMatchObject({
    image: 'envoy',
    environment: [
      { name: 'AWS_REGION', value: 'eu-west-1' },
      { name: 'RESOURCE', value: 'ARN' },
    ],
  });
});

it('is our bug with a resource that the stack does not have', () => {
  const withResource = container({ environment: { RESOURCE: TASK_RESOURCE_ARN } });
  const { resourceArn, ...others } = logs;
  expect(resourceArn).toBe('ARN');
  expect(() => writeContainerDefinitions([withResource], others)).toThrow('bug: a task has no resourceArn');
});

it.each([
  [{}, 0],
  [{ memoryReservation: 128 }, 128],
  [{ memory: 256 }, 256],
  [{ memory: 256, memoryReservation: 128 }, 128],
])('%j sets aside %d MiB of the task', (sizes, memory) => {
  expect(memoryOf(sizes)).toBe(memory);
});
