// What the ECS double refuses and reads back: each case is one that moto alone takes and AWS does not.
import { type AwsDoubles, describeWithAws, refusal, startAwsDoubles } from '../../support/aws-doubles';
import * as make from '../../support/doubles/fixtures';

describeWithAws('the ECS double', () => {
  let aws: AwsDoubles;
  let network: make.Network;
  const register = (change: object): Promise<string> =>
    refusal(aws.call('ecs', 'RegisterTaskDefinition', make.taskDefinition(change)));
  const service = (change: object = {}): object => ({
    cluster: 'c',
    serviceName: 'app',
    taskDefinition: 'app',
    desiredCount: 1,
    launchType: 'FARGATE',
    networkConfiguration: {
      awsvpcConfiguration: { subnets: [...network.subnets], securityGroups: [network.group] },
    },
    ...change,
  });
  const create = (change: object): Promise<string> =>
    refusal(aws.call('ecs', 'CreateService', service(change)));

  beforeAll(async () => {
    aws = await startAwsDoubles();
    network = await make.makeNetwork(aws);
    await aws.call('ecs', 'CreateCluster', { clusterName: 'c' });
    await aws.call('ecs', 'RegisterTaskDefinition', make.taskDefinition());
  }, 300_000);
  afterAll(() => aws.stop());

  const sidecar = { name: 'sidecar', image: 's:1', essential: false };
  const waits = (condition: string, containerName = 'sidecar'): object =>
    make.container({ dependsOn: [{ containerName, condition }] });
  const logs = { logDriver: 'awslogs', options: { 'awslogs-group': 'g' } };
  const proxy = (containerName: string, properties: object[] = []): object => ({
    type: 'APPMESH',
    containerName,
    properties,
  });

  test.each<[string, string, object]>([
    ['a cpu and memory pair that Fargate has not', 'No Fargate configuration exists', { memory: '4096' }],
    ['Fargate without a size', "requires that 'cpu' be defined", { cpu: undefined }],
    ['Fargate without awsvpc', 'only supports network mode', { networkMode: 'bridge' }],
    [
      'two containers of one name',
      'names in a task definition must be unique',
      { containerDefinitions: [make.container(), make.container({ portMappings: [] })] },
    ],
    [
      'no essential container',
      'At least one container must be essential',
      { containerDefinitions: [make.container({ essential: false })] },
    ],
    [
      'a port taken twice',
      'cannot use the same port',
      { containerDefinitions: [make.container(), make.container({ name: 'b' })] },
    ],
    [
      'another port of the host',
      'host ports and container ports',
      { containerDefinitions: [make.container({ portMappings: [{ containerPort: 1, hostPort: 2 }] })] },
    ],
    [
      'waiting for a container that is not there',
      'no other container of the task definition',
      { containerDefinitions: [waits('START', 'gone')] },
    ],
    [
      'waiting for HEALTHY where no health check is',
      'no health check configured',
      { containerDefinitions: [waits('HEALTHY'), sidecar] },
    ],
    [
      'waiting for an essential container to end',
      'cannot be waited for to complete',
      { containerDefinitions: [waits('SUCCESS'), { ...sidecar, essential: true }] },
    ],
    [
      'containers that wait for each other',
      'in a circle',
      {
        containerDefinitions: [
          waits('START'),
          { ...sidecar, dependsOn: [{ containerName: 'app', condition: 'START' }] },
        ],
      },
    ],
    [
      'a health check every second',
      'interval must be between 5 and 300',
      { containerDefinitions: [make.container({ healthCheck: { command: ['CMD', 'true'], interval: 1 } })] },
    ],
    [
      'memory of containers over the task',
      'Total memory',
      { containerDefinitions: [make.container({ memory: 300 }), { ...sidecar, memory: 300 }] },
    ],
    [
      'cpu of containers over the task',
      'Total cpu',
      { containerDefinitions: [make.container({ cpu: 200 }), { ...sidecar, cpu: 100 }] },
    ],
    [
      'a reservation over the limit',
      "must be at least the 'memoryReservation'",
      { containerDefinitions: [make.container({ memory: 100, memoryReservation: 200 })] },
    ],
    [
      'logs without an execution role',
      'log driver awslogs',
      { containerDefinitions: [make.container({ logConfiguration: logs })] },
    ],
    [
      'secrets without an execution role',
      'container secrets',
      { containerDefinitions: [make.container({ secrets: [{ name: 'A', valueFrom: 'arn' }] })] },
    ],
    ['a proxy that is no container', "proxy container 'gone'", { proxyConfiguration: proxy('gone') }],
    ['a proxy without its ports', 'proxyConfiguration lacks AppPorts', { proxyConfiguration: proxy('app') }],
    [
      'a capability that Fargate has not',
      'added capabilities',
      {
        containerDefinitions: [make.container({ linuxParameters: { capabilities: { add: ['NET_ADMIN'] } } })],
      },
    ],
  ])('refuses a task definition: %s', async (_, words, change) => {
    expect(await register(change)).toMatch(new RegExp(`^ClientException: .*${words}`));
  });

  test.each<[string, string, object]>([
    [
      'no network configuration',
      'Network Configuration must be provided',
      { networkConfiguration: undefined },
    ],
    [
      'an unknown Cloud Map service',
      'Unknown service registry',
      { serviceRegistries: [{ registryArn: 'arn:gone' }] },
    ],
    [
      'an unknown target group',
      'does not exist',
      { loadBalancers: [{ targetGroupArn: 'arn:gone', containerName: 'app', containerPort: 3000 }] },
    ],
    [
      'no room to move',
      'will block deployments',
      { deploymentConfiguration: { minimumHealthyPercent: 100, maximumPercent: 100 } },
    ],
    [
      'zone rebalancing without room above the count',
      'Availability Zone Rebalancing does not support maximumPercent <= 100 %',
      {
        availabilityZoneRebalancing: 'ENABLED',
        deploymentConfiguration: { minimumHealthyPercent: 0, maximumPercent: 100 },
      },
    ],
    [
      'a grace period without a load balancer',
      'only valid for services configured to use load balancers',
      { healthCheckGracePeriodSeconds: 60 },
    ],
    ['ECS Exec without a task role', 'valid taskRoleArn', { enableExecuteCommand: true }],
    [
      'a capacity provider the cluster has not',
      'capacity provider that is not associated',
      { launchType: undefined, capacityProviderStrategy: [{ capacityProvider: 'FARGATE' }] },
    ],
  ])('refuses a service: %s', async (_, words, change) => {
    expect(await create({ serviceName: 'refused', ...change })).toMatch(
      new RegExp(`^InvalidParameterException: .*${words}`),
    );
  });

  test('zone rebalancing: on by default where there is room, and never beside maximumPercent 100', async () => {
    const stopFirst = { deploymentConfiguration: { minimumHealthyPercent: 0, maximumPercent: 100 } };
    const rebalancing = async (name: string, change: object = {}) => {
      const made = await aws.call<{ service: { availabilityZoneRebalancing: string } }>(
        'ecs',
        'CreateService',
        service({ serviceName: name, ...change }),
      );
      return made.service.availabilityZoneRebalancing;
    };
    expect(await rebalancing('roomy')).toBe('ENABLED');
    expect(await rebalancing('tight', stopFirst)).toBe('DISABLED');
    const update = (change: object) =>
      refusal(aws.call('ecs', 'UpdateService', { cluster: 'c', service: 'roomy', ...change }));
    expect(await update(stopFirst)).toMatch(/does not support maximumPercent <= 100 %/);
    expect(await update({ ...stopFirst, availabilityZoneRebalancing: 'DISABLED' })).toBe('accepted');
  });

  test('lets tasks of before hold their security group until they have been replaced', async () => {
    const vpc = { VpcId: network.vpc, Description: 'd' };
    const makeGroup = async (GroupName: string) =>
      (await aws.call<{ GroupId: string }>('ec2', 'CreateSecurityGroup', { ...vpc, GroupName })).GroupId;
    const [old, now] = [await makeGroup('of-before'), await makeGroup('of-now')];
    const holding = (group: string) => ({
      networkConfiguration: {
        awsvpcConfiguration: { subnets: [...network.subnets], securityGroups: [group] },
      },
    });
    await aws.call('ecs', 'CreateService', service({ serviceName: 'rolled', ...holding(old) }));
    await aws.call('ecs', 'UpdateService', { cluster: 'c', service: 'rolled', ...holding(now) });
    const remove = () => refusal(aws.call('ec2', 'DeleteSecurityGroup', { GroupId: old }));
    expect(await remove()).toMatch(/^DependencyViolation/);
    let answer = await remove();
    for (let tries = 0; answer !== 'accepted' && tries < 40; tries++) {
      await new Promise((resolve) => setTimeout(resolve, 500));
      answer = await remove();
    }
    expect(answer).toBe('accepted');
  }, 30_000);

  test('refuses a service of a cluster that is not there, or gone', async () => {
    expect(await create({ cluster: 'gone' })).toMatch(/^ClusterNotFoundException/);
    await aws.call('ecs', 'CreateCluster', { clusterName: 'deleted' });
    await aws.call('ecs', 'DeleteCluster', { cluster: 'deleted' });
    expect(await create({ cluster: 'deleted' })).toMatch(/^ClusterNotFoundException/);
  });

  test('takes a target group only behind a listener, for a container and a port that exist', async () => {
    const targetGroup = await make.makeTargetGroup(aws, network, 'app');
    const attach = (containerName: string, containerPort: number): Promise<string> =>
      create({
        serviceName: 'behind',
        loadBalancers: [{ targetGroupArn: targetGroup, containerName, containerPort }],
      });
    expect(await attach('app', 3000)).toMatch(/does not have an associated load balancer/);
    await make.makeListener(aws, await make.makeLoadBalancer(aws, network, 'app'), targetGroup);
    expect(await attach('other', 3000)).toMatch(/container other does not exist/);
    expect(await attach('app', 3001)).toMatch(/did not have a container port 3001/);
    expect(await attach('app', 3000)).toBe('accepted');
  });

  test('takes a target group that a listener is changed to, and no longer the one before', async () => {
    const [old, next] = [
      await make.makeTargetGroup(aws, network, 'old'),
      await make.makeTargetGroup(aws, network, 'next'),
    ];
    const listener = await make.makeListener(aws, await make.makeLoadBalancer(aws, network, 'moved'), old);
    await aws.call('elbv2', 'ModifyListener', {
      ListenerArn: listener,
      DefaultActions: [{ Type: 'forward', TargetGroupArn: next }],
    });
    const attach = (serviceName: string, targetGroupArn: string): Promise<string> =>
      create({ serviceName, loadBalancers: [{ targetGroupArn, containerName: 'app', containerPort: 3000 }] });
    expect(await attach('to-old', old)).toMatch(/does not have an associated load balancer/);
    expect(await attach('to-next', next)).toBe('accepted');
  });

  test('keeps a name, a cluster and a subnet while a service is active', async () => {
    const first = service({ serviceName: 'first' });
    await aws.call('ecs', 'CreateService', first);
    expect(await refusal(aws.call('ecs', 'CreateService', first))).toMatch(/not idempotent/);
    expect(await refusal(aws.call('ecs', 'DeleteCluster', { cluster: 'c' }))).toMatch(
      /^ClusterContainsServicesException/,
    );
    const [subnet] = network.subnets;
    expect(await refusal(aws.call('ec2', 'DeleteSubnet', { SubnetId: subnet }))).toMatch(
      /^DependencyViolation/,
    );
    expect(await refusal(aws.call('ec2', 'DeleteSecurityGroup', { GroupId: network.group }))).toMatch(
      /^DependencyViolation/,
    );
    await aws.call('ecs', 'DeleteService', { cluster: 'c', service: 'first', force: true });
    expect(await refusal(aws.call('ecs', 'CreateService', first))).toBe('accepted');
  });

  test('answers as before where the same is asked again with the same token, as an SDK does', async () => {
    const once = service({ serviceName: 'once', clientToken: 'first' });
    const create = () => aws.call<{ service: object }>('ecs', 'CreateService', once);
    expect(await create()).toEqual(await create());
    expect(await refusal(aws.call('ecs', 'CreateService', { ...once, clientToken: 'second' }))).toMatch(
      /not idempotent/,
    );
    expect(await refusal(aws.call('ecs', 'CreateService', { ...once, desiredCount: 7 }))).toMatch(
      /not idempotent/,
    );
    const { serviceArns } = await aws.call<{ serviceArns: string[] }>('ecs', 'ListServices', {
      cluster: 'c',
    });
    expect(serviceArns.filter((arn) => arn.endsWith('/once'))).toHaveLength(1);
  });

  test('reads a container definition back with defaults filled in and lists in another order', async () => {
    const named = (name: string): object => ({ name, value: name });
    const sent = make.container({
      environment: [named('A'), named('B')],
      dependsOn: [
        { containerName: 'z', condition: 'START' },
        { containerName: 'b', condition: 'START' },
      ],
      healthCheck: { command: ['CMD', 'true'] },
    });
    const others = ['b', 'z'].map((name) => ({ name, image: name }));
    const registered = await aws.call<{ taskDefinition: { containerDefinitions: object[] } }>(
      'ecs',
      'RegisterTaskDefinition',
      make.taskDefinition({ family: 'read-back', containerDefinitions: [sent, ...others] }),
    );
    expect(registered.taskDefinition.containerDefinitions[0]).toEqual({
      name: 'app',
      image: 'app:1',
      cpu: 0,
      essential: true,
      portMappings: [{ containerPort: 3000, hostPort: 3000, protocol: 'tcp' }],
      environment: [named('B'), named('A')],
      dependsOn: [
        { containerName: 'b', condition: 'START' },
        { containerName: 'z', condition: 'START' },
      ],
      healthCheck: { command: ['CMD', 'true'], interval: 30, timeout: 5, retries: 3 },
      mountPoints: [],
      systemControls: [],
      volumesFrom: [],
    });
  });

  test('a task runs whose containers ask for no memory, and its network interface goes when it stops', async () => {
    const { networkConfiguration } = service() as { networkConfiguration: object };
    const { tasks } = await aws.call<{ tasks: [{ taskArn: string }] }>('ecs', 'RunTask', {
      cluster: 'c',
      taskDefinition: 'app',
      launchType: 'FARGATE',
      networkConfiguration,
    });
    const interfaces = async () =>
      (
        await aws.call<{ NetworkInterfaces: { Description: string }[] }>('ec2', 'DescribeNetworkInterfaces')
      ).NetworkInterfaces.filter(({ Description }) => Description === 'moto ECS');
    expect(await interfaces()).toHaveLength(1);
    await aws.call('ecs', 'StopTask', { cluster: 'c', task: tasks[0].taskArn });
    expect(await interfaces()).toEqual([]);
  });
});
