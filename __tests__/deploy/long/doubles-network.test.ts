// What the doubles of EC2, load balancing, Cloud Map, IAM, ECR and scaling refuse, as AWS does and moto alone does not.
import { type AwsDoubles, describeWithAws, refusal, startAwsDoubles } from '../../support/aws-doubles';
import * as make from '../../support/doubles/fixtures';

describeWithAws('the doubles of what stands around the tasks', () => {
  let aws: AwsDoubles;
  let network: make.Network;
  const refused = (service: string, operation: string, parameters: object): Promise<string> =>
    refusal(aws.call(service, operation, parameters));

  beforeAll(async () => {
    aws = await startAwsDoubles();
    network = await make.makeNetwork(aws);
  }, 300_000);
  afterAll(() => aws.stop());

  test('a security group stays while a rule of another names it', async () => {
    const [held, holder] = [
      await make.makeGroup(aws, network.vpc, 'held'),
      await make.makeGroup(aws, network.vpc, 'holder'),
    ];
    const rule = {
      GroupId: holder,
      IpPermissions: [
        {
          IpProtocol: 'tcp',
          FromPort: 1,
          ToPort: 1,
          UserIdGroupPairs: [{ GroupId: held, Description: 'why' }],
        },
      ],
    };
    await aws.call('ec2', 'AuthorizeSecurityGroupIngress', rule);
    expect(await refused('ec2', 'DeleteSecurityGroup', { GroupId: held })).toMatch(/^DependencyViolation/);
    const rules = await aws.call<{ SecurityGroupRules: { Description?: string }[] }>(
      'ec2',
      'DescribeSecurityGroupRules',
      {
        Filters: [{ Name: 'group-id', Values: [holder] }],
      },
    );
    expect(rules.SecurityGroupRules.map((found) => found.Description)).toContain('why');
    await aws.call('ec2', 'RevokeSecurityGroupIngress', rule);
    expect(await refused('ec2', 'DeleteSecurityGroup', { GroupId: held })).toBe('accepted');
  });

  test('a NAT gateway needs the internet gateway, and holds it, its subnet and its address', async () => {
    const closed = await aws.call<{ Vpc: { VpcId: string } }>('ec2', 'CreateVpc', {
      CidrBlock: '10.9.0.0/16',
    });
    const inside = await make.makeSubnet(aws, closed.Vpc.VpcId, { cidr: '10.9.0.0/24', zone: 'us-west-2a' });
    const { AllocationId } = await aws.call<{ AllocationId: string }>('ec2', 'AllocateAddress', {
      Domain: 'vpc',
    });
    expect(await refused('ec2', 'CreateNatGateway', { SubnetId: inside, AllocationId })).toMatch(
      /^Gateway.NotAttached/,
    );

    const [subnet] = network.subnets;
    const detach = { InternetGatewayId: network.internetGateway, VpcId: network.vpc };
    const made = await aws.call<{ NatGateway: { NatGatewayId: string } }>('ec2', 'CreateNatGateway', {
      SubnetId: subnet,
      AllocationId,
    });
    expect(await refused('ec2', 'DetachInternetGateway', detach)).toMatch(
      /^DependencyViolation: .*public address/,
    );
    expect(await refused('ec2', 'DeleteSubnet', { SubnetId: subnet })).toMatch(/^DependencyViolation/);
    expect(await refused('ec2', 'ReleaseAddress', { AllocationId })).toMatch(/^InvalidIPAddress.InUse/);
    await aws.call('ec2', 'DeleteNatGateway', { NatGatewayId: made.NatGateway.NatGatewayId });
    expect(await refused('ec2', 'ReleaseAddress', { AllocationId })).toBe('accepted');
  });

  test('a VPC stays while it has subnets, groups or a gateway', async () => {
    expect(await refused('ec2', 'DeleteVpc', { VpcId: network.vpc })).toMatch(/^DependencyViolation/);
    const { Vpc } = await aws.call<{ Vpc: { VpcId: string } }>('ec2', 'CreateVpc', {
      CidrBlock: '10.8.0.0/16',
    });
    const group = await make.makeGroup(aws, Vpc.VpcId, 'last');
    expect(await refused('ec2', 'DeleteVpc', { VpcId: Vpc.VpcId })).toMatch(/^DependencyViolation/);
    await aws.call('ec2', 'DeleteSecurityGroup', { GroupId: group });
    expect(await refused('ec2', 'DeleteVpc', { VpcId: Vpc.VpcId })).toBe('accepted');
  });

  test('an application load balancer stands in two zones, behind a gateway, with groups and a name that fit', async () => {
    const twin = await make.makeSubnet(aws, network.vpc, { cidr: '10.0.2.0/24', zone: 'us-west-2a' });
    const create = (change: object): Promise<string> =>
      refused('elbv2', 'CreateLoadBalancer', { Name: 'edge', Subnets: network.subnets, ...change });
    expect(await create({ Subnets: [twin] })).toMatch(/^ValidationError: At least two subnets/);
    expect(await create({ Subnets: [twin, network.subnets[0]] })).toMatch(/^InvalidConfigurationRequest/);
    expect(await create({ SecurityGroups: ['sg-gone'] })).toMatch(/^InvalidSecurityGroup/);
    expect(await create({ Name: 'e'.repeat(33) })).toMatch(/^ValidationError: .*32/);
    expect(await create({ Name: 'edge-' })).toMatch(/^ValidationError/);
  });

  test('a load balancer holds its group, its subnets and, while protected, itself', async () => {
    const balancer = await make.makeLoadBalancer(aws, network, 'held');
    const targets = await make.makeTargetGroup(aws, network, 'held');
    const listener = await make.makeListener(aws, balancer, targets);
    const https = {
      LoadBalancerArn: balancer,
      Protocol: 'HTTPS',
      Port: 443,
      DefaultActions: [{ Type: 'forward', TargetGroupArn: targets }],
    };
    expect(await refused('elbv2', 'CreateListener', https)).toMatch(/^ValidationError: A certificate/);
    expect(await refused('elbv2', 'DeleteTargetGroup', { TargetGroupArn: targets })).toMatch(
      /^ResourceInUse/,
    );
    expect(await refused('ec2', 'DeleteSubnet', { SubnetId: network.subnets[1] })).toMatch(
      /^DependencyViolation/,
    );
    expect(await refused('ec2', 'DeleteSecurityGroup', { GroupId: network.group })).toMatch(
      /^DependencyViolation/,
    );
    const protect = (value: string): Promise<unknown> =>
      aws.call('elbv2', 'ModifyLoadBalancerAttributes', {
        LoadBalancerArn: balancer,
        Attributes: [{ Key: 'deletion_protection.enabled', Value: value }],
      });
    await protect('true');
    expect(await refused('elbv2', 'DeleteLoadBalancer', { LoadBalancerArn: balancer })).toMatch(
      /^OperationNotPermitted/,
    );
    await protect('false');
    await aws.call('elbv2', 'DeleteListener', { ListenerArn: listener });
    expect(await refused('elbv2', 'DeleteLoadBalancer', { LoadBalancerArn: balancer })).toBe('accepted');
  });

  test('a Cloud Map namespace goes after its services, a service after its instances', async () => {
    const inVpc = (vpc: string): object => ({ Name: 'service.local', Vpc: vpc });
    expect(await refused('servicediscovery', 'CreatePrivateDnsNamespace', inVpc('vpc-gone'))).toMatch(
      /^InvalidInput/,
    );
    await aws.call('servicediscovery', 'CreatePrivateDnsNamespace', inVpc(network.vpc));
    const { Namespaces } = await aws.call<{ Namespaces: [{ Id: string }] }>(
      'servicediscovery',
      'ListNamespaces',
    );
    const namespace = Namespaces[0].Id;
    const service = {
      Name: 'app',
      NamespaceId: namespace,
      DnsConfig: { DnsRecords: [{ Type: 'A', TTL: 10 }] },
    };
    const made = await aws.call<{ Service: { Id: string } }>('servicediscovery', 'CreateService', service);
    const instance = { ServiceId: made.Service.Id, InstanceId: 'one' };
    const address = { ...instance, Attributes: { AWS_INSTANCE_IPV4: '10.0.0.9' } };
    expect(await refused('servicediscovery', 'CreateService', service)).toMatch(/^ServiceAlreadyExists/);
    expect(
      await refused('servicediscovery', 'CreateService', { ...service, NamespaceId: 'ns-gone' }),
    ).toMatch(/^NamespaceNotFound/);
    expect(await refused('servicediscovery', 'RegisterInstance', { ...instance, Attributes: {} })).toMatch(
      /^InvalidInput/,
    );
    for (let time = 0; time < 2; time++) await aws.call('servicediscovery', 'RegisterInstance', address);
    expect(await refused('servicediscovery', 'DeleteNamespace', { Id: namespace })).toMatch(/^ResourceInUse/);
    expect(await refused('servicediscovery', 'DeleteService', { Id: made.Service.Id })).toMatch(
      /^ResourceInUse/,
    );
    await aws.call('servicediscovery', 'DeregisterInstance', instance);
    expect(await refused('servicediscovery', 'DeleteService', { Id: made.Service.Id })).toBe('accepted');
    expect(await refused('servicediscovery', 'DeleteNamespace', { Id: namespace })).toBe('accepted');
  });

  test('a role needs a trust policy and stays while it has others; a repository stays while it has images', async () => {
    const trust = (change: object): string =>
      JSON.stringify({
        Statement: [{ Effect: 'Allow', Principal: '*', Action: 'sts:AssumeRole', ...change }],
      });
    const createRole = (document: string): Promise<string> =>
      refused('iam', 'CreateRole', { RoleName: 'task', AssumeRolePolicyDocument: document });
    expect(await createRole('junk')).toMatch(/^MalformedPolicyDocument/);
    expect(await createRole(trust({ Principal: undefined }))).toMatch(
      /^MalformedPolicyDocument: .*Principal/,
    );
    expect(await createRole(trust({ Action: 's3:GetObject' }))).toMatch(/^MalformedPolicyDocument: .*STS/);
    expect(await createRole(trust({}))).toBe('accepted');
    const policy = { RoleName: 'task', PolicyName: 'p' };
    const document = JSON.stringify({
      Version: '2012-10-17',
      Statement: [{ Effect: 'Allow', Action: 's3:GetObject', Resource: '*' }],
    });
    await aws.call('iam', 'PutRolePolicy', { ...policy, PolicyDocument: document });
    expect(await refused('iam', 'DeleteRole', { RoleName: 'task' })).toMatch(/^DeleteConflict/);
    await aws.call('ecr', 'CreateRepository', { repositoryName: 'app' });
    const imageManifest = JSON.stringify({
      schemaVersion: 2,
      mediaType: 'application/vnd.docker.distribution.manifest.v2+json',
    });
    await aws.call('ecr', 'PutImage', { repositoryName: 'app', imageTag: '1', imageManifest });
    expect(await refused('ecr', 'DeleteRepository', { repositoryName: 'app' })).toMatch(
      /^RepositoryNotEmptyException/,
    );
    expect(await refused('ecr', 'DeleteRepository', { repositoryName: 'app', force: true })).toBe('accepted');
  });

  test('a scaling policy needs a target, a target a range', async () => {
    const target = {
      ServiceNamespace: 'ecs',
      ResourceId: 'service/c/app',
      ScalableDimension: 'ecs:service:DesiredCount',
    };
    const policy = {
      ...target,
      PolicyName: 'cpu',
      PolicyType: 'TargetTrackingScaling',
      TargetTrackingScalingPolicyConfiguration: { TargetValue: 50 },
    };
    const scaling = (operation: string, given: object): Promise<string> =>
      refused('application-autoscaling', operation, given);
    expect(await scaling('PutScalingPolicy', policy)).toMatch(/^ObjectNotFoundException/);
    expect(await scaling('RegisterScalableTarget', { ...target, MinCapacity: 3, MaxCapacity: 2 })).toMatch(
      /^ValidationException/,
    );
  });
});
