/**
 * Color-teller as an operator would change it: HTTPS at the load balancer, as many clients as the load asks for, on Spot
 * where nothing is lost.
 */
import { describeWithAws } from '../../support/aws-doubles';
import { changeApplication } from '../change-application';
import { outputsOf } from '../readings';
import { makeStateBucket, quietly, type Round, startRound } from '../round';

const stack = 'dev-color-teller';

const CAPACITY = "[{ provider: 'FARGATE', base: 1 }, { provider: 'FARGATE_SPOT', weight: 3 }]";
const SPOT = "capacity: [{ provider: 'FARGATE_SPOT' }]";
const SCALING = `{ min: 2, max: 6, cpuPercent: 60, on: [
  { memoryPercent: 70, disableScaleIn: true },
  { queue: 'orders', backlogPerTask: 100 },
  { metric: { namespace: 'Shop', metricName: 'Open', dimensions: { Kind: 'cart' }, statistic: 'Average' }, target: 2.5 },
  { metric: 'cpu', steps: [{ upper: 10, change: -1 }, { lower: 80, upper: 95, change: 1 }, { lower: 95, change: 3 }] },
  { schedule: 'cron(0 8 ? * MON-FRI *)', timezone: 'Europe/Berlin', min: 4 },
] }`;
const OF_GATEWAY = '{ min: 1, max: 4, on: [{ requestsPerMinute: 600 }] }';
const JOBS = `
  nightly: { runs: { kind: 'schedule', at: 'rate(1 day)', source: 'backend', ${SPOT} } },
  rebuild: { runs: { kind: 'task', source: 'backend', ${SPOT} } },`;

describeWithAws('HTTPS and scaling', () => {
  let round: Round;
  beforeAll(async () => {
    round = await startRound();
    await makeStateBucket(round);
    const { CertificateArn } = await round.aws.call<{ CertificateArn: string }>('acm', 'RequestCertificate', {
      DomainName: 'colors.example.com',
      ValidationMethod: 'DNS',
    });
    changeApplication(round, 'color-teller', [
      ['applicationLoadBalancer(80)', `applicationLoadBalancer(80, { certificateArn: '${CertificateArn}' })`],
      ["source: 'client',", `source: 'client', capacity: ${CAPACITY}, scaling: ${SCALING},`],
      ['listener: http(8080),', `listener: http(8080), runs: { scaling: ${OF_GATEWAY} },`],
      ["mesh: 'sample-mesh',", "mesh: 'sample-mesh', containerInsights: 'enabled',"],
      ['red: teller(', `${JOBS} red: teller(`],
    ]);
    await round.synth();
    for (const each of [`${stack}-network`, `${stack}-registry`, stack]) {
      await round.terraform(each, ['init', ...quietly]);
      await round.terraform(each, ['apply', ...quietly, '-auto-approve']);
    }
  }, 420_000);
  afterAll(() => round.stop());

  const planIsEmpty = () => round.terraform(stack, ['plan', ...quietly, '-detailed-exitcode']);

  test('a second plan is empty', async () => {
    await planIsEmpty();
  }, 90_000);

  test('the URL is HTTPS, and HTTP leads there', async () => {
    expect(await outputsOf(round, stack)).toMatchObject({ url: expect.stringMatching(/^https:\/\/[^:]+$/) });
    const { LoadBalancers } = await round.aws.call<{ LoadBalancers: { LoadBalancerArn: string }[] }>(
      'elbv2',
      'DescribeLoadBalancers',
    );
    const [{ LoadBalancerArn } = {}] = LoadBalancers;
    const { Listeners } = await round.aws.call<{ Listeners: { Port: number }[] }>(
      'elbv2',
      'DescribeListeners',
      { LoadBalancerArn },
    );
    expect(Listeners.sort((a, b) => a.Port - b.Port)).toMatchObject([
      {
        Port: 80,
        DefaultActions: [{ Type: 'redirect', RedirectConfig: { Port: '443', StatusCode: 'HTTP_301' } }],
      },
      { Port: 443, DefaultActions: [{ Type: 'forward' }], SslPolicy: 'ELBSecurityPolicy-TLS13-1-2-2021-06' },
    ]);
  }, 30_000);

  test('services and jobs have their strategies', async () => {
    const { services } = await round.aws.call<{ services: object[] }>('ecs', 'DescribeServices', {
      cluster: stack,
      services: ['client', 'red'],
    });
    const spot = expect.objectContaining({ capacityProvider: 'FARGATE_SPOT', weight: 3 });
    const onDemand = expect.objectContaining({ capacityProvider: 'FARGATE', base: 1, weight: 1 });
    expect(services).toMatchObject([
      { serviceName: 'client', capacityProviderStrategy: expect.arrayContaining([spot, onDemand]) },
      { serviceName: 'red', launchType: 'FARGATE' },
    ]);
    expect(String((await outputsOf(round, stack))['rebuild_run_task_command'])).toContain(
      ' --capacity-provider-strategy capacityProvider=FARGATE_SPOT,weight=1 ',
    );
  }, 60_000);

  test('the gateway scales on what its own target group counts', async () => {
    const { ScalingPolicies } = await round.aws.call<{ ScalingPolicies: { PolicyName: string }[] }>(
      'application-autoscaling',
      'DescribeScalingPolicies',
      { ServiceNamespace: 'ecs' },
    );
    expect(ScalingPolicies.find(({ PolicyName }) => PolicyName.endsWith('ingress-requests'))).toMatchObject({
      TargetTrackingScalingPolicyConfiguration: {
        PredefinedMetricSpecification: {
          ResourceLabel: expect.stringMatching(
            /^app\/dev-color-teller-ingress\/[0-9a-f]+\/targetgroup\/[a-z0-9-]+\/[0-9a-f]+$/,
          ),
        },
      },
    });
  }, 30_000);

  test('a count that scaling has set is no drift; one that has no scaling is', async () => {
    await round.aws.call('ecs', 'UpdateService', { cluster: stack, service: 'client', desiredCount: 5 });
    await planIsEmpty();
    await round.aws.call('ecs', 'UpdateService', { cluster: stack, service: 'red', desiredCount: 5 });
    await round.terraform(stack, ['plan', ...quietly, '-detailed-exitcode'], { exitCode: 2 });
  }, 120_000);

  test('new weights change the service in place; a first strategy would replace it', async () => {
    changeApplication(round, 'color-teller', [['weight: 3', 'weight: 4']]);
    await round.synth();
    const inPlace = await round.terraform(stack, ['plan', ...quietly]);
    expect(inPlace).toContain('aws_ecs_service.client will be updated in-place');
    expect(inPlace).toContain('0 to destroy');
    await round.terraform(stack, ['apply', ...quietly, '-auto-approve']);
    await planIsEmpty();
    changeApplication(round, 'color-teller', [
      ["source: 'backend',\n    env", `source: 'backend',\n    ${SPOT},\n    env`],
    ]);
    await round.synth();
    // `npm run deploy` refuses such a plan: see the tests of `replaced-check`.
    expect(await round.terraform(stack, ['plan', ...quietly])).toContain(
      'aws_ecs_service.red must be replaced',
    );
  }, 240_000);
});
