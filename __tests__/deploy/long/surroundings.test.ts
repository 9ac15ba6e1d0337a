/** `docs/surroundings.md` followed to the letter: its application is applied in what another team made. */
import { appendFileSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { filesOf, read } from '../../docs/documents';
import { describeWithAws } from '../../support/aws-doubles';
import { outputsOf } from '../readings';
import { makeStateBucket, quietly, type Round, startRound } from '../round';
import { makeSurroundings, type Surroundings } from '../surroundings';

const stack = 'dev-kiosk';
const settings = { MESH_IMAGES: 'v1' };
const page = read('docs/surroundings.md');
const [file] = filesOf(page);
/** What the page says that synth says. */
const toldBySynth = [...page.matchAll(/\| synth, .*\| `(.+)`/g)].map(([, said = '']) => said);

describeWithAws('docs/surroundings.md', () => {
  let round: Round;
  let made: Surroundings;
  /** The page's application, with changes. */
  const declare = (...changes: readonly (readonly [string, string])[]) => {
    const { path = '', text = '' } = file ?? {};
    mkdirSync(dirname(join(round.root, path)), { recursive: true });
    const changed = changes.reduce((before, [old, now]) => {
      if (!before.includes(old)) throw new Error(`${old} is not in ${path}`);
      return before.replace(old, now);
    }, text);
    writeFileSync(join(round.root, path), changed);
  };
  beforeAll(async () => {
    round = await startRound();
    await makeStateBucket(round);
    made = await makeSurroundings(round);
    declare();
    appendFileSync(
      join(round.root, 'services', 'index.ts'),
      "export { default as kiosk } from './kiosk/application';\n",
    );
    await round.synth(settings);
    for (const each of [`${stack}-registry`, stack]) {
      await round.terraform(each, ['init', ...quietly]);
      await round.terraform(each, ['apply', ...quietly, '-auto-approve']);
    }
  }, 420_000);
  afterAll(() => round.stop());

  test('a second plan is empty', async () => {
    await round.terraform(stack, ['plan', ...quietly, '-detailed-exitcode']);
  }, 90_000);

  test('tasks run in the subnets and the cluster, and are found in the namespace', async () => {
    const { services } = await round.aws.call<{ services: unknown[] }>('ecs', 'DescribeServices', {
      cluster: 'dev-main',
      services: ['dev-kiosk-web'],
    });
    expect(services).toMatchObject([
      {
        status: 'ACTIVE',
        networkConfiguration: {
          awsvpcConfiguration: { subnets: expect.arrayContaining([...made.subnets]) },
        },
      },
    ]);
    const { Services } = await round.aws.call<{ Services: { Name: string }[] }>(
      'servicediscovery',
      'ListServices',
      { Filters: [{ Name: 'NAMESPACE_ID', Values: [made.namespace] }] },
    );
    expect(Services.map(({ Name }) => Name).sort()).toEqual(['ingress', 'web']);
  }, 30_000);

  test('the gateway is open to each block of the VPC', async () => {
    const { SecurityGroupRules } = await round.aws.call<{
      SecurityGroupRules: { CidrIpv4?: string; FromPort: number; IsEgress: boolean }[];
    }>('ec2', 'DescribeSecurityGroupRules');
    const blocks = SecurityGroupRules.filter(({ FromPort, IsEgress }) => FromPort === 8080 && !IsEgress);
    expect(blocks.map(({ CidrIpv4 }) => CidrIpv4).sort()).toEqual(['10.1.0.0/16', '10.2.0.0/16']);
  }, 30_000);

  test('the listener takes a rule and a certificate, and the name leads to its load balancer', async () => {
    const { aws } = round;
    const { Rules } = await aws.call<{ Rules: { Conditions: object[]; Actions: { Type: string }[] }[] }>(
      'elbv2',
      'DescribeRules',
      { ListenerArn: made.listener },
    );
    expect(Rules).toMatchObject([
      {
        Conditions: [{ HostHeaderConfig: { Values: ['kiosk.example.com'] } }],
        Actions: [{ Type: 'forward' }],
      },
      { Conditions: [], Actions: [{ Type: 'fixed-response' }] },
    ]);
    const { Certificates } = await aws.call<{ Certificates: { CertificateArn: string }[] }>(
      'elbv2',
      'DescribeListenerCertificates',
      { ListenerArn: made.listener },
    );
    expect(Certificates.map(({ CertificateArn }) => CertificateArn)).toContain(made.certificate);
    const { ResourceRecordSets } = await aws.call<{ ResourceRecordSets: { Name: string }[] }>(
      'route53',
      'ListResourceRecordSets',
      { HostedZoneId: made.publicZone },
    );
    expect(ResourceRecordSets).toContainEqual(
      expect.objectContaining({
        Name: 'kiosk.example.com.',
        Type: 'A',
        AliasTarget: expect.objectContaining({ DNSName: expect.stringContaining(made.loadBalancer) }),
      }),
    );
    expect(await outputsOf(round, stack)).toMatchObject({ url: 'https://kiosk.example.com' });
  }, 60_000);

  test('npm run diff names an id of nothing, an output that the state lacks, and a name outside of the zone', async () => {
    declare(
      ['byTags({ Name: `${stage}-network` })', "'vpc-0a1b2c3d'"],
      ["'private_subnet_ids'", "'private'"],
      ["name: 'kiosk.example.com'", "name: 'kiosk.example.org'"],
    );
    const said = onOneLine(await round.npm(`diff ${stack}`, { exitCode: 1, settings }));
    expectOnce(said, 'no matching EC2 VPC found');
    expectOnce(said, 'This object does not have an attribute named "private".');
    expectOnce(said, 'The domain of load balancer shared has a name that is not in zone example.com');
    expectOnce(said, '[terraform-failed]');
  }, 90_000);

  test('synth names a word that is no id, a block that does not fit, and a rule that no request meets', async () => {
    declare(
      ['byTags({ Name: `${stage}-network` })', "'subnet-0a1b2c3d'"],
      ["'private_subnet_ids'),", "'private_subnet_ids'),\n      cidr: '10.1.0.1/16',"],
      [
        'routes: { kiosk: {',
        "routes: { all: { priority: 1, match: { path: '/*' }, gateway: 'ingress' }, kiosk: { priority: 2,",
      ],
    );
    const said = await round.npm('synth', { exitCode: 1, settings });
    expect(said.match(/\[[a-z-]+\]$/gm)?.sort()).toEqual([
      '[load-balancer-rule-unmet]',
      '[network-block]',
      '[reference-id]',
    ]);
    for (const line of toldBySynth) expectOnce(said, line);
  }, 60_000);

  test('a plan says that the VPC has no such zone, and that a listener speaks HTTP', async () => {
    declare(["'kiosk.local'", "'bank.local'"], ['/listener-arn', '/http-listener-arn']);
    const said = await failedPlan();
    expectOnce(said, 'no matching Route 53 Hosted Zone found');
    expectOnce(
      said,
      'The listener of load balancer shared must speak HTTPS to use certificates. It speaks HTTP.',
    );
  }, 90_000);

  test('a plan says that the VPC has no DNS host names', async () => {
    const off = { VpcId: made.vpc, EnableDnsHostnames: { Value: false } };
    await round.aws.call('ec2', 'ModifyVpcAttribute', off);
    declare();
    expect(await failedPlan()).toContain(`VPC ${made.vpc} must have DNS support and DNS host names`);
  }, 90_000);

  async function failedPlan(): Promise<string> {
    await round.synth(settings);
    return onOneLine(await round.terraform(stack, ['plan', ...quietly], { exitCode: 1 }));
  }
});

/** Without the frame that terraform draws. */
const onOneLine = (said: string) => said.replace(/[│╷╵\s]+/g, ' ');

function expectOnce(said: string, what: string): void {
  expect([what, said.split(what).length - 1]).toEqual([what, 1]);
}
