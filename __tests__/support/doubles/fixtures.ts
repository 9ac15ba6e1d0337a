// What tests of the doubles build their cases on: a VPC in two zones, a task definition, a load balancer.
import type { AwsDoubles } from '../aws-doubles';

export interface Network {
  readonly vpc: string;
  readonly internetGateway: string;
  readonly subnets: readonly [string, string];
  readonly group: string;
}

export async function makeNetwork(aws: AwsDoubles): Promise<Network> {
  const vpc = (await aws.call<{ Vpc: { VpcId: string } }>('ec2', 'CreateVpc', { CidrBlock: '10.0.0.0/16' }))
    .Vpc.VpcId;
  const gateway = await aws.call<{ InternetGateway: { InternetGatewayId: string } }>(
    'ec2',
    'CreateInternetGateway',
  );
  const internetGateway = gateway.InternetGateway.InternetGatewayId;
  await aws.call('ec2', 'AttachInternetGateway', { InternetGatewayId: internetGateway, VpcId: vpc });
  const subnets = [
    await makeSubnet(aws, vpc, { cidr: '10.0.0.0/24', zone: 'us-west-2a' }),
    await makeSubnet(aws, vpc, { cidr: '10.0.1.0/24', zone: 'us-west-2b' }),
  ] as const;
  return { vpc, internetGateway, subnets, group: await makeGroup(aws, vpc, 'tasks') };
}

export async function makeSubnet(
  aws: AwsDoubles,
  vpc: string,
  place: { readonly cidr: string; readonly zone: string },
): Promise<string> {
  const request = { VpcId: vpc, CidrBlock: place.cidr, AvailabilityZone: place.zone };
  return (await aws.call<{ Subnet: { SubnetId: string } }>('ec2', 'CreateSubnet', request)).Subnet.SubnetId;
}

export async function makeGroup(aws: AwsDoubles, vpc: string, name: string): Promise<string> {
  const request = { VpcId: vpc, GroupName: name, Description: name };
  return (await aws.call<{ GroupId: string }>('ec2', 'CreateSecurityGroup', request)).GroupId;
}

export async function makeLoadBalancer(aws: AwsDoubles, network: Network, name: string): Promise<string> {
  const request = { Name: name, Subnets: network.subnets, SecurityGroups: [network.group] };
  const made = await aws.call<{ LoadBalancers: [{ LoadBalancerArn: string }] }>(
    'elbv2',
    'CreateLoadBalancer',
    request,
  );
  return made.LoadBalancers[0].LoadBalancerArn;
}

export async function makeTargetGroup(aws: AwsDoubles, network: Network, name: string): Promise<string> {
  const request = { Name: name, Protocol: 'HTTP', Port: 3000, VpcId: network.vpc, TargetType: 'ip' };
  const made = await aws.call<{ TargetGroups: [{ TargetGroupArn: string }] }>(
    'elbv2',
    'CreateTargetGroup',
    request,
  );
  return made.TargetGroups[0].TargetGroupArn;
}

/** Listens on port 80 and forwards to the target group. */
export async function makeListener(
  aws: AwsDoubles,
  loadBalancer: string,
  targetGroup: string,
): Promise<string> {
  const made = await aws.call<{ Listeners: [{ ListenerArn: string }] }>('elbv2', 'CreateListener', {
    LoadBalancerArn: loadBalancer,
    Protocol: 'HTTP',
    Port: 80,
    DefaultActions: [{ Type: 'forward', TargetGroupArn: targetGroup }],
  });
  return made.Listeners[0].ListenerArn;
}

/** A Fargate task of one container that listens on 3000, with what a test changes. */
export function taskDefinition(change: object = {}): object {
  return {
    family: 'app',
    cpu: '256',
    memory: '512',
    networkMode: 'awsvpc',
    requiresCompatibilities: ['FARGATE'],
    containerDefinitions: [container()],
    ...change,
  };
}

export function container(change: object = {}): object {
  return { name: 'app', image: 'app:1', portMappings: [{ containerPort: 3000 }], ...change };
}
