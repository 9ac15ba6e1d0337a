/** What another team made, by the API of AWS, as docs/surroundings.md says. */
import type { AwsDoubles } from '../support/aws-doubles';
import { type Round, stateBucket } from './round';

interface Entered {
  /** ARN of the one for HTTPS. */
  readonly listener: string;
  /** ARN of the one for `kiosk.example.com`. */
  readonly certificate: string;
  /** Its name in DNS. */
  readonly loadBalancer: string;
  /** Id of zone `example.com`. */
  readonly publicZone: string;
}

export interface Surroundings extends Entered {
  readonly vpc: string;
  readonly subnets: readonly string[];
  readonly namespace: string;
}

export async function makeSurroundings({ aws }: Round): Promise<Surroundings> {
  const { Vpc } = await aws.call<{ Vpc: { VpcId: string } }>('ec2', 'CreateVpc', {
    CidrBlock: '10.1.0.0/16',
    TagSpecifications: [{ ResourceType: 'vpc', Tags: [{ Key: 'Name', Value: 'dev-network' }] }],
  });
  const { VpcId } = Vpc;
  await aws.call('ec2', 'AssociateVpcCidrBlock', { VpcId, CidrBlock: '10.2.0.0/16' });
  await aws.call('ec2', 'ModifyVpcAttribute', { VpcId, EnableDnsHostnames: { Value: true } });
  const subnets = await makeSubnets(aws, VpcId, '10.1');
  await putState(aws, 'network/dev.tfstate', {
    private_subnet_ids: { value: subnets, type: ['tuple', ['string', 'string']] },
  });
  await aws.call('ecs', 'CreateCluster', { clusterName: 'dev-main' });
  await aws.call('servicediscovery', 'CreatePrivateDnsNamespace', { Name: 'kiosk.local', Vpc: VpcId });
  const { Namespaces } = await aws.call<{ Namespaces: [{ Id: string }] }>(
    'servicediscovery',
    'ListNamespaces',
  );
  const namespace = Namespaces[0].Id;
  await aws.call('ssm', 'PutParameter', { Name: '/dev/namespace-id', Value: namespace, Type: 'String' });
  return { vpc: VpcId, subnets, namespace, ...(await makeLoadBalancer(aws, VpcId)) };
}

/** With a listener for HTTPS, which has a certificate of its own, and one for HTTP. */
async function makeLoadBalancer(aws: AwsDoubles, vpc: string): Promise<Entered> {
  const certificate = async (DomainName: string) =>
    (await aws.call<{ CertificateArn: string }>('acm', 'RequestCertificate', { DomainName })).CertificateArn;
  const [own, kiosk] = [await certificate('example.com'), await certificate('kiosk.example.com')];
  await putState(aws, 'certificates/dev.tfstate', { kiosk_arn: { value: kiosk, type: 'string' } });
  const { GroupId } = await aws.call<{ GroupId: string }>('ec2', 'CreateSecurityGroup', {
    GroupName: 'load-balancer',
    Description: 'load balancer',
    VpcId: vpc,
    TagSpecifications: [
      { ResourceType: 'security-group', Tags: [{ Key: 'Name', Value: 'dev-load-balancer' }] },
    ],
  });
  const Subnets = await makeSubnets(aws, vpc, '10.2');
  const { LoadBalancers } = await aws.call<{
    LoadBalancers: [{ LoadBalancerArn: string; DNSName: string }];
  }>('elbv2', 'CreateLoadBalancer', { Name: 'main', Scheme: 'internal', Subnets, SecurityGroups: [GroupId] });
  const [{ LoadBalancerArn, DNSName }] = LoadBalancers;
  const FixedResponseConfig = { StatusCode: '404', ContentType: 'text/plain' };
  const listen = async (parameter: string, more: object) => {
    const { Listeners } = await aws.call<{ Listeners: [{ ListenerArn: string }] }>(
      'elbv2',
      'CreateListener',
      {
        LoadBalancerArn,
        DefaultActions: [{ Type: 'fixed-response', FixedResponseConfig }],
        ...more,
      },
    );
    const Value = Listeners[0].ListenerArn;
    await aws.call('ssm', 'PutParameter', { Name: parameter, Value, Type: 'String' });
    return Value;
  };
  await listen('/dev/http-listener-arn', { Protocol: 'HTTP', Port: 80 });
  const Certificates = [{ CertificateArn: own }];
  const listener = await listen('/dev/listener-arn', { Protocol: 'HTTPS', Port: 443, Certificates });
  return { listener, certificate: kiosk, loadBalancer: DNSName, publicZone: await makePublicZone(aws) };
}

async function makePublicZone(aws: AwsDoubles): Promise<string> {
  const { HostedZone } = await aws.call<{ HostedZone: { Id: string } }>('route53', 'CreateHostedZone', {
    Name: 'example.com',
    CallerReference: 'theirs',
  });
  return HostedZone.Id;
}

const makeSubnets = (aws: AwsDoubles, VpcId: string, block: string): Promise<string[]> =>
  Promise.all(
    ['a', 'b'].map(async (letter, index) => {
      const { Subnet } = await aws.call<{ Subnet: { SubnetId: string } }>('ec2', 'CreateSubnet', {
        VpcId,
        CidrBlock: `${block}.${index}.0/24`,
        AvailabilityZone: `us-west-2${letter}`,
      });
      return Subnet.SubnetId;
    }),
  );

/** As terraform writes it. */
async function putState(aws: AwsDoubles, Key: string, outputs: object): Promise<void> {
  const Body = JSON.stringify({ version: 4, serial: 1, lineage: 'theirs', outputs, resources: [] });
  await aws.call('s3', 'PutObject', { Bucket: stateBucket, Key, Body });
}
