import { completeSize, type SizeDefinition } from '../../lib/mesh/runs/size';
import { renderEcsService } from '../../lib/ecs/service';

const refs = {
  clusterArn: 'CLUSTER',
  taskDefinitionArn: 'TASK',
  subnetIds: ['SUBNET-1', 'SUBNET-2'],
  securityGroupIds: ['GROUP'],
  loadBalancers: [],
};
const render = (size: SizeDefinition, more: Partial<Parameters<typeof renderEcsService>[2]> = {}) =>
  renderEcsService('web', completeSize(size, { cpu: 256, memoryMiB: 512 }), { ...refs, ...more });

it('keeps one private task running, and rolls back a deployment that does not come up', () => {
  expect(render({})).toEqual({
    name: 'web',
    cluster: 'CLUSTER',
    taskDefinition: 'TASK',
    desiredCount: 1,
    launchType: 'FARGATE',
    deploymentMinimumHealthyPercent: 100,
    deploymentMaximumPercent: 200,
    deploymentCircuitBreaker: { enable: true, rollback: true },
    enableEcsManagedTags: true,
    propagateTags: 'SERVICE',
    availabilityZoneRebalancing: 'ENABLED',
    networkConfiguration: {
      subnets: ['SUBNET-1', 'SUBNET-2'],
      securityGroups: ['GROUP'],
      assignPublicIp: false,
    },
  });
});

it('leaves the count to scaling once it runs, and only then', () => {
  const scaling = { min: 2, max: 10, cpuPercent: 60 };
  expect(render({ scaling })).toMatchObject({
    desiredCount: 2,
    deploymentMaximumPercent: 150,
    lifecycle: { ignoreChanges: ['desired_count'] },
  });
  expect(render({ count: 2 })).not.toHaveProperty('lifecycle');
});

it('registers where callers look for it', () => {
  expect(render({}, { registryArn: 'REGISTRY' })).toMatchObject({
    serviceRegistries: { registryArn: 'REGISTRY' },
  });
});

it('gives a task behind a load balancer a minute to come up', () => {
  const loadBalancer = { targetGroupArn: 'TARGETS', containerName: 'envoy', containerPort: 8080 };
  expect(render({}, { loadBalancers: [loadBalancer] })).toMatchObject({
    loadBalancer: [loadBalancer],
    healthCheckGracePeriodSeconds: 60,
  });
});

describe('zone rebalancing, which ECS takes only with room above the count', () => {
  it.each([
    [0, 100, 'DISABLED'],
    [50, 100, 'DISABLED'],
    [0, 101, 'ENABLED'],
    [100, 200, 'ENABLED'],
  ])('at %i to %i percent is written as %s', (minimumHealthyPercent, maximumPercent, written) => {
    expect(render({ deployment: { minimumHealthyPercent, maximumPercent } })).toMatchObject({
      deploymentMinimumHealthyPercent: minimumHealthyPercent,
      deploymentMaximumPercent: maximumPercent,
      availabilityZoneRebalancing: written,
    });
  });
});
