/**
 * What stands around an application: names, certificate, logs and a web ACL of its load balancer; and what its `extend.ts` adds
 * and grants. All of it is applied, and stays when nothing changes.
 */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describeWithAws } from '../../support/aws-doubles';
import { makeNetwork, type Network } from '../../support/doubles/fixtures';
import { makeStateBucket, quietly, type Round, startRound } from '../round';
import { outputsOf, plannedChanges } from '../readings';

const stack = 'dev-color-teller';

const extension = (attached: boolean) => `
import { IamPolicy } from '@cdktf/provider-aws/lib/iam-policy';
import { S3Bucket } from '@cdktf/provider-aws/lib/s3-bucket';
import { extend } from '../../lib/extend';
import colorTeller from './application';

export default extend(colorTeller, ({ stacks, tasks, services }) => {
  const colors = new S3Bucket(stacks.application, 'colors', { bucket: 'mesh-deploy-test-colors' });
  tasks.red.environment({ COLORS_BUCKET: colors.bucket });
  tasks.red.grant({ actions: ['s3:GetObject'], resources: [\`\${colors.arn}/*\`] });
  services.red.enableExecuteCommand = true;
  if (${attached}) {
    const reports = new IamPolicy(stacks.application, 'reports', {
      name: 'dev-color-teller-reports',
      policy: JSON.stringify({
        Version: '2012-10-17',
        Statement: [{ Effect: 'Allow', Action: 's3:ListBucket', Resource: colors.arn }],
      }),
    });
    tasks.blue.roles.task.attach('reports', reports.arn);
    tasks.blue.roles.execution.attach('metrics', 'arn:aws:iam::aws:policy/CloudWatchAgentServerPolicy');
  }
});
`;

/** What another team has made. */
async function makeSurroundings({ aws }: Round) {
  const { HostedZone } = await aws.call<{ HostedZone: { Id: string } }>('route53', 'CreateHostedZone', {
    Name: 'example.com',
    CallerReference: 'test',
  });
  await aws.call('ssm', 'PutParameter', {
    Name: '/dns/example.com',
    Type: 'String',
    Value: HostedZone.Id.replace('/hostedzone/', ''),
  });
  const { Summary } = await aws.call<{ Summary: { ARN: string } }>('wafv2', 'CreateWebACL', {
    Name: 'colors',
    Scope: 'REGIONAL',
    DefaultAction: { Allow: {} },
    VisibilityConfig: {
      SampledRequestsEnabled: false,
      CloudWatchMetricsEnabled: false,
      MetricName: 'colors',
    },
    Rules: [],
  });
  const logs = { Bucket: 'mesh-deploy-test-logs' };
  await aws.call('s3', 'CreateBucket', {
    ...logs,
    CreateBucketConfiguration: { LocationConstraint: 'us-west-2' },
  });
  return Summary.ARN;
}

/** In a network that exists, with an image that is not built here: nothing else need be applied before. */
const application = (webAcl: string, { vpc, subnets }: Network) => `
import { application, applicationLoadBalancer, fromParameter, http, seconds } from '../../lib/mesh';
const subnets = ['${subnets.join("', '")}'];
const teller = { listeners: [http(3000)], runs: { source: 'backend' } };
export default application('color-teller', () => ({
  mesh: 'shop',
  namespace: 'shop.local',
  network: { existing: { vpc: '${vpc}', private: subnets, public: subnets } },
  nodes: { red: teller, blue: teller },
  services: { red: { to: 'red' }, blue: { to: 'blue' } },
  gateways: {
    ingress: {
      listener: http(8080),
      routes: { all: { service: 'red' } },
      loadBalancer: applicationLoadBalancer(80, {
        domain: { zone: fromParameter('/dns/example.com'), name: ['colors.example.com', '*.colors.example.com'] },
        webAcl: '${webAcl}',
        accessLogs: {},
        connectionLogs: { bucket: 'mesh-deploy-test-logs', prefix: 'colors' },
        idleTimeout: seconds(70),
        clientKeepAlive: seconds(600),
        sslPolicy: 'ELBSecurityPolicy-TLS13-1-3-2021-06',
        desyncMitigationMode: 'strictest',
        deletionProtection: true,
      }),
    },
  },
}));
`;

describeWithAws('an application with all that stands around it', () => {
  let round: Round;
  const write = (file: string, text: string) =>
    writeFileSync(join(round.root, 'services/color-teller', file), text);
  const settings = { MESH_TARGET: 'none', MESH_IMAGES: 'backend=registry.example.com/backend:v1' } as const;
  beforeAll(async () => {
    round = await startRound();
    await makeStateBucket(round);
    const network = await makeNetwork(round.aws);
    const isOn = { EnableDnsHostnames: { Value: true } };
    await round.aws.call('ec2', 'ModifyVpcAttribute', { VpcId: network.vpc, ...isOn });
    write('application.ts', application(await makeSurroundings(round), network));
    write('extend.ts', extension(true));
    writeFileSync(
      join(round.root, 'services/index.ts'),
      "export { default as colorTeller } from './color-teller/application';\n",
    );
    await round.synth(settings);
    await round.terraform(stack, ['init', ...quietly]);
    await round.terraform(stack, ['apply', ...quietly, '-auto-approve']);
  }, 420_000);
  afterAll(() => round.stop());

  const attachedTo = async (RoleName: string) => {
    const { AttachedPolicies } = await round.aws.call<{ AttachedPolicies: { PolicyName: string }[] }>(
      'iam',
      'ListAttachedRolePolicies',
      { RoleName },
    );
    return AttachedPolicies.map(({ PolicyName }) => PolicyName);
  };

  test('a second plan is empty', async () => {
    expect(await plannedChanges(round, stack)).toEqual([]);
  }, 90_000);

  test('its load balancer has the names, the certificate and the settings', async () => {
    expect(await outputsOf(round, stack)).toMatchObject({ url: 'https://colors.example.com' });
    const { LoadBalancers } = await round.aws.call<{ LoadBalancers: { LoadBalancerArn: string }[] }>(
      'elbv2',
      'DescribeLoadBalancers',
    );
    const [{ LoadBalancerArn } = {}] = LoadBalancers;
    const { Attributes } = await round.aws.call<{ Attributes: { Key: string; Value: string }[] }>(
      'elbv2',
      'DescribeLoadBalancerAttributes',
      { LoadBalancerArn },
    );
    expect(Object.fromEntries(Attributes.map(({ Key, Value }) => [Key, Value]))).toMatchObject({
      'access_logs.s3.bucket': 'dev-color-teller-ingress-logs-123456789012',
      'access_logs.s3.prefix': 'access',
      'connection_logs.s3.bucket': 'mesh-deploy-test-logs',
      'connection_logs.s3.prefix': 'colors',
      'client_keep_alive.seconds': '600',
      'deletion_protection.enabled': 'true',
      'idle_timeout.timeout_seconds': '70',
      'routing.http.desync_mitigation_mode': 'strictest',
    });
    const { Listeners } = await round.aws.call<{ Listeners: { Port: number; Certificates?: object[] }[] }>(
      'elbv2',
      'DescribeListeners',
      { LoadBalancerArn },
    );
    expect(Listeners.find(({ Port }) => Port === 443)).toMatchObject({
      Certificates: [{ CertificateArn: expect.stringMatching(/:certificate\//) }],
      SslPolicy: 'ELBSecurityPolicy-TLS13-1-3-2021-06',
    });
  }, 60_000);

  test('roles have the rights that it gives', async () => {
    const { PolicyDocument } = await round.aws.call<{ PolicyDocument: unknown }>('iam', 'GetRolePolicy', {
      RoleName: 'dev-color-teller-red-task',
      PolicyName: 'dev-color-teller-red-task',
    });
    expect(PolicyDocument).toMatchObject({
      Statement: [{ Action: ['s3:GetObject'], Resource: ['arn:aws:s3:::mesh-deploy-test-colors/*'] }],
    });
    expect(await attachedTo('dev-color-teller-blue-task')).toEqual(['dev-color-teller-reports']);
    expect(await attachedTo('dev-color-teller-blue-execution')).toEqual(['CloudWatchAgentServerPolicy']);
  }, 30_000);

  test('a policy that is taken from it is detached before it is deleted', async () => {
    write('extend.ts', extension(false));
    await round.synth(settings);
    await round.terraform(stack, ['apply', ...quietly, '-auto-approve']);
    expect(await attachedTo('dev-color-teller-blue-task')).toEqual([]);
    expect(await plannedChanges(round, stack)).toEqual([]);
  }, 120_000);
});
