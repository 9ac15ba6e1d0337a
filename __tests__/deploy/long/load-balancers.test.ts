// Load balancers of every kind, in one application: rules, answers, certificates, TLS, target groups, a listener that exists.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describeWithAws } from '../../support/aws-doubles';
import { outputsOf } from '../readings';
import { makeStateBucket, quietly, type Round, startRound } from '../round';

const stack = 'dev-color-teller';

const application = (certificates: readonly string[]) => `
import {
  application, applicationLoadBalancer, existingListener, fromParameter, http, networkLoadBalancer, seconds,
} from '../../lib/mesh';

const [first = '', second = ''] = ${JSON.stringify(certificates)};
const teller = (more: object) => ({ listeners: [http(3000, { health: '/health' })], runs: { source: 'backend' }, ...more });

export default application('color-teller', () => ({
  mesh: 'sample-mesh',
  namespace: 'service.local',
  network: { ipv6: true },
  nodes: {
    red: teller({ loadBalancer: networkLoadBalancer(443, {
      internal: true,
      domain: { zone: 'example.com', name: 'red.example.com' },
      certificateArn: fromParameter('/certificates/red'),
      targetGroup: { stickiness: { by: 'sourceIp' } },
    }) }),
    blue: teller({ open: ['10.8.0.0/16'] }),
    client: { listeners: [http(3000)], runs: { source: 'client' } },
  },
  services: { red: { to: 'red' } },
  gateways: { ingress: { listener: http(8080), routes: { all: { service: 'red' } } } },
  loadBalancers: {
    public: {
      ...applicationLoadBalancer(80, {
        certificateArn: first,
        certificates: [second],
        open: ['203.0.113.0/24', '2001:db8::/32', { securityGroup: fromParameter('/groups/office') }],
        targetGroup: {
          healthCheck: { path: '/well', codes: '200-299', interval: seconds(20), healthyThreshold: 3 },
          stickiness: { duration: seconds(3600) },
          deregistrationDelay: seconds(90),
          slowStart: seconds(60),
          healthCheckGracePeriod: seconds(120),
        },
      }),
      routes: {
        blue: { priority: 10, match: { hostname: 'blue.example.com', sourceIp: ['203.0.113.0/28', '2001:db8:1::/48'] }, node: 'blue' },
        canary: {
          priority: 20,
          match: { headers: { 'x-canary': 'yes' }, method: ['GET', 'HEAD'], queryParameters: { beta: '1' } },
          gateway: 'ingress',
        },
        old: { priority: 30, match: { path: '/old/*' }, redirect: { path: '/new', status: 302 } },
        hidden: { priority: 40, match: { path: '/internal/*' }, respond: { status: 403, body: 'no' } },
      },
    },
    shared: {
      ...existingListener({
        listener: fromParameter('/load-balancer/listener'),
        securityGroup: fromParameter('/groups/office'),
      }),
      routes: { client: { priority: 7, match: { hostname: 'client.example.com' }, node: 'client' } },
    },
  },
}));
`;

interface Rule {
  readonly Priority: string;
  readonly Actions: readonly { readonly Type: string }[];
}

describeWithAws('load balancers', () => {
  let round: Round;
  const put = (Name: string, Value: string) =>
    round.aws.call('ssm', 'PutParameter', { Name, Value, Type: 'String' });
  const certificate = async (DomainName: string) =>
    (await round.aws.call<{ CertificateArn: string }>('acm', 'RequestCertificate', { DomainName }))
      .CertificateArn;
  const rulesOf = async (ListenerArn: string) => {
    const { Rules } = await round.aws.call<{ Rules: Rule[] }>('elbv2', 'DescribeRules', { ListenerArn });
    return Rules.map(({ Priority, Actions }) => `${Priority} ${Actions[0]?.Type ?? ''}`).sort();
  };
  let existing = '';
  let zone = '';

  beforeAll(async () => {
    round = await startRound();
    await makeStateBucket(round);
    const certificates = [await certificate('shop.example.com'), await certificate('blue.example.com')];
    await put('/certificates/red', await certificate('red.example.com'));
    const { HostedZone } = await round.aws.call<{ HostedZone: { Id: string } }>(
      'route53',
      'CreateHostedZone',
      { Name: 'example.com', CallerReference: 'ours' },
    );
    zone = HostedZone.Id;
    writeFileSync(join(round.root, 'services', 'color-teller', 'application.ts'), application(certificates));
    await round.synth({ MESH_TARGET: 'envoy' });
    for (const each of [`${stack}-network`, `${stack}-registry`]) {
      await round.terraform(each, ['init', ...quietly]);
      await round.terraform(each, ['apply', ...quietly, '-auto-approve']);
    }
    const { vpc_id: VpcId, public_subnet_ids: Subnets } = await outputsOf(round, `${stack}-network`);
    const { GroupId } = await round.aws.call<{ GroupId: string }>('ec2', 'CreateSecurityGroup', {
      GroupName: 'office',
      Description: 'office',
      VpcId,
    });
    const { LoadBalancers } = await round.aws.call<{ LoadBalancers: { LoadBalancerArn: string }[] }>(
      'elbv2',
      'CreateLoadBalancer',
      { Name: 'main', Subnets, SecurityGroups: [GroupId] },
    );
    const { Listeners } = await round.aws.call<{ Listeners: { ListenerArn: string }[] }>(
      'elbv2',
      'CreateListener',
      {
        LoadBalancerArn: LoadBalancers[0]?.LoadBalancerArn,
        Protocol: 'HTTP',
        Port: 80,
        DefaultActions: [
          { Type: 'fixed-response', FixedResponseConfig: { StatusCode: '404', ContentType: 'text/plain' } },
        ],
      },
    );
    existing = Listeners[0]?.ListenerArn ?? '';
    await put('/load-balancer/listener', existing);
    await put('/groups/office', GroupId);
    await round.terraform(stack, ['init', ...quietly]);
    await round.terraform(stack, ['apply', ...quietly, '-auto-approve']);
  }, 420_000);
  afterAll(() => round.stop());

  test('a second plan is empty', async () => {
    await round.terraform(stack, ['plan', ...quietly, '-detailed-exitcode']);
  }, 90_000);

  test('rules lead to target groups and answer, and 404 is for the rest', async () => {
    const { LoadBalancers } = await round.aws.call<{ LoadBalancers: { LoadBalancerArn: string }[] }>(
      'elbv2',
      'DescribeLoadBalancers',
      { Names: ['dev-color-teller-public'] },
    );
    const { Listeners } = await round.aws.call<{
      Listeners: { Port: number; ListenerArn: string; Certificates?: object[] }[];
    }>('elbv2', 'DescribeListeners', { LoadBalancerArn: LoadBalancers[0]?.LoadBalancerArn });
    const https = Listeners.find(({ Port }) => Port === 443)?.ListenerArn ?? '';
    expect(await rulesOf(https)).toEqual([
      '10 forward',
      '20 forward',
      '30 redirect',
      '40 fixed-response',
      'default fixed-response',
    ]);
  }, 30_000);

  test('in a network with IPv6 they have addresses of both kinds, and clients of both get in', async () => {
    const { LoadBalancers } = await round.aws.call<{
      LoadBalancers: { LoadBalancerName: string; IpAddressType: string }[];
    }>('elbv2', 'DescribeLoadBalancers');
    const types = LoadBalancers.map(
      ({ LoadBalancerName, IpAddressType }) => `${LoadBalancerName} ${IpAddressType}`,
    );
    expect(types.sort()).toEqual([
      'dev-color-teller-public dualstack',
      'dev-color-teller-red dualstack',
      'main ipv4',
    ]);
    const { ResourceRecordSets } = await round.aws.call<{
      ResourceRecordSets: { Name: string; Type: string; AliasTarget?: object }[];
    }>('route53', 'ListResourceRecordSets', { HostedZoneId: zone });
    const aliases = ResourceRecordSets.filter(({ AliasTarget }) => AliasTarget !== undefined);
    expect(aliases.map(({ Name, Type }) => `${Name} ${Type}`).sort()).toEqual([
      'red.example.com. A',
      'red.example.com. AAAA',
    ]);
    const { Vpcs } = await round.aws.call<{
      Vpcs: { Ipv6CidrBlockAssociationSet?: { Ipv6CidrBlock: string }[] }[];
    }>('ec2', 'DescribeVpcs', { Filters: [{ Name: 'tag:Name', Values: [stack] }] });
    const block = Vpcs[0]?.Ipv6CidrBlockAssociationSet?.[0]?.Ipv6CidrBlock ?? 'none';
    const { SecurityGroupRules } = await round.aws.call<{
      SecurityGroupRules: { IsEgress: boolean; FromPort: number; CidrIpv6?: string }[];
    }>('ec2', 'DescribeSecurityGroupRules');
    const six = SecurityGroupRules.filter(({ IsEgress, CidrIpv6 }) => !IsEgress && CidrIpv6 !== undefined);
    // The internal one is open to the network.
    expect(six.map(({ CidrIpv6, FromPort }) => `${CidrIpv6 ?? ''} ${FromPort}`).sort()).toEqual(
      ['2001:db8::/32 443', '2001:db8::/32 80', `${block} 443`].sort(),
    );
  }, 30_000);

  test('a listener that exists gets a rule, and keeps its own answer', async () => {
    expect(await rulesOf(existing)).toEqual(['7 forward', 'default fixed-response']);
  }, 30_000);

  test('services join the target groups that lead to them', async () => {
    const { services } = await round.aws.call<{
      services: {
        serviceName: string;
        loadBalancers: { containerPort: number }[];
        healthCheckGracePeriodSeconds: number;
      }[];
    }>('ecs', 'DescribeServices', { cluster: stack, services: ['blue', 'client', 'ingress', 'red'] });
    const joined = services.map(({ serviceName, loadBalancers, healthCheckGracePeriodSeconds: grace }) =>
      [serviceName, ...loadBalancers.map(({ containerPort }) => containerPort), grace].join(' '),
    );
    expect(joined.sort()).toEqual(['blue 19000 120', 'client 19000 60', 'ingress 8080 120', 'red 23000 60']);
  }, 30_000);
});
