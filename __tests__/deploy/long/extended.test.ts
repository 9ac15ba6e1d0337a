/**
 * What stands around an application: names, certificate, logs and a web ACL of its load balancer; and what its `extend.ts` adds
 * and grants. All of it is applied, and stays when nothing changes.
 */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describeWithAws } from '../../support/aws-doubles';
import { makeStateBucket, quietly, type Round, startRound } from '../round';
import { changeApplication } from '../change-application';
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

const balancer = (webAcl: string) =>
  `applicationLoadBalancer(80, {
        domain: { zone: { parameter: '/dns/example.com' }, name: ['colors.example.com', '*.colors.example.com'] },
        webAcl: '${webAcl}',
        accessLogs: {},
        connectionLogs: { bucket: 'mesh-deploy-test-logs', prefix: 'colors' },
        idleTimeout: seconds(70),
        clientKeepAlive: seconds(600),
        sslPolicy: 'ELBSecurityPolicy-TLS13-1-3-2021-06',
        desyncMitigationMode: 'strictest',
        deletionProtection: true,
      })`;

describeWithAws('an application with all that stands around it', () => {
  let round: Round;
  const write = (attached: boolean) =>
    writeFileSync(join(round.root, 'services/color-teller/extend.ts'), extension(attached));
  const settings = { MESH_TARGET: 'none', MESH_ACCEPT: 'loss-split' } as const;
  beforeAll(async () => {
    round = await startRound();
    await makeStateBucket(round);
    write(true);
    changeApplication(round, 'color-teller', [
      ['applicationLoadBalancer(80)', balancer(await makeSurroundings(round))],
    ]);
    await round.synth(settings);
    for (const each of [`${stack}-network`, `${stack}-registry`, stack]) {
      await round.terraform(each, ['init', ...quietly]);
      await round.terraform(each, ['apply', ...quietly, '-auto-approve']);
    }
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
    write(false);
    await round.synth(settings);
    await round.terraform(stack, ['apply', ...quietly, '-auto-approve']);
    expect(await attachedTo('dev-color-teller-blue-task')).toEqual([]);
    expect(await plannedChanges(round, stack)).toEqual([]);
  }, 120_000);
});
