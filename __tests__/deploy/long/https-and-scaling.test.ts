/** Color-teller as an operator would change it: HTTPS at the load balancer, as many clients as the load asks for. */
import { describeWithAws } from '../../support/aws-doubles';
import { changeApplication } from '../change-application';
import { outputsOf } from '../readings';
import { makeStateBucket, quietly, type Round, startRound } from '../round';

const stack = 'dev-color-teller';

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
      ["source: 'client',", "source: 'client', scaling: { min: 2, max: 6, cpuPercent: 60 },"],
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

  test('a count that scaling has set is no drift; one that has no scaling is', async () => {
    await round.aws.call('ecs', 'UpdateService', { cluster: stack, service: 'client', desiredCount: 5 });
    await planIsEmpty();
    await round.aws.call('ecs', 'UpdateService', { cluster: stack, service: 'red', desiredCount: 5 });
    await round.terraform(stack, ['plan', ...quietly, '-detailed-exitcode'], { exitCode: 2 });
  }, 120_000);
});
