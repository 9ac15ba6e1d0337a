/** `docs/surroundings.md` followed to the letter: its application is applied in what another team made. */
import { appendFileSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { filesOf, read } from '../../docs/documents';
import { describeWithAws } from '../../support/aws-doubles';
import { makeStateBucket, quietly, type Round, startRound, stateBucket } from '../round';

const stack = 'dev-kiosk';
const settings = { MESH_IMAGES: 'v1' };
const [file] = filesOf(read('docs/surroundings.md'));

interface Surroundings {
  readonly vpc: string;
  readonly subnets: readonly string[];
  readonly namespace: string;
}

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

  test('npm run diff names an id of nothing, and an output that the state lacks', async () => {
    declare(
      ['byTags({ Name: `${stage}-network` })', "'vpc-0a1b2c3d'"],
      ["'private_subnet_ids'", "'private'"],
    );
    const said = await round.npm(`diff ${stack}`, { exitCode: 1, settings });
    expect(said).toContain('no matching EC2 VPC found');
    expect(said).toContain('This object does not have an attribute named "private".');
    expect(said).toContain('[terraform-failed]');
  }, 90_000);

  test('a plan says that the VPC has no such zone', async () => {
    declare(["'kiosk.local'", "'bank.local'"]);
    expect(await failedPlan()).toContain('no matching Route 53 Hosted Zone found');
  }, 90_000);

  test('a plan says that the VPC has no DNS host names', async () => {
    const off = { VpcId: made.vpc, EnableDnsHostnames: { Value: false } };
    await round.aws.call('ec2', 'ModifyVpcAttribute', off);
    declare();
    expect(await failedPlan()).toContain(`VPC ${made.vpc} must have DNS support and DNS host names`);
  }, 90_000);

  /** On one line, without the frame that terraform draws. */
  async function failedPlan(): Promise<string> {
    await round.synth(settings);
    const said = await round.terraform(stack, ['plan', ...quietly], { exitCode: 1 });
    return said.replace(/[│╷╵\s]+/g, ' ');
  }
});

async function makeSurroundings({ aws }: Round): Promise<Surroundings> {
  const { Vpc } = await aws.call<{ Vpc: { VpcId: string } }>('ec2', 'CreateVpc', {
    CidrBlock: '10.1.0.0/16',
    TagSpecifications: [{ ResourceType: 'vpc', Tags: [{ Key: 'Name', Value: 'dev-network' }] }],
  });
  const { VpcId } = Vpc;
  await aws.call('ec2', 'AssociateVpcCidrBlock', { VpcId, CidrBlock: '10.2.0.0/16' });
  await aws.call('ec2', 'ModifyVpcAttribute', { VpcId, EnableDnsHostnames: { Value: true } });
  const subnets = await Promise.all(
    ['a', 'b'].map(async (letter, index) => {
      const { Subnet } = await aws.call<{ Subnet: { SubnetId: string } }>('ec2', 'CreateSubnet', {
        VpcId,
        CidrBlock: `10.1.${index}.0/24`,
        AvailabilityZone: `us-west-2${letter}`,
      });
      return Subnet.SubnetId;
    }),
  );
  const outputs = { private_subnet_ids: { value: subnets, type: ['tuple', ['string', 'string']] } };
  await aws.call('s3', 'PutObject', {
    Bucket: stateBucket,
    Key: 'network/dev.tfstate',
    // As terraform writes it.
    Body: JSON.stringify({ version: 4, serial: 1, lineage: 'theirs', outputs, resources: [] }),
  });
  await aws.call('ecs', 'CreateCluster', { clusterName: 'dev-main' });
  await aws.call('servicediscovery', 'CreatePrivateDnsNamespace', { Name: 'kiosk.local', Vpc: VpcId });
  const { Namespaces } = await aws.call<{ Namespaces: [{ Id: string }] }>(
    'servicediscovery',
    'ListNamespaces',
  );
  const namespace = Namespaces[0].Id;
  await aws.call('ssm', 'PutParameter', { Name: '/dev/namespace-id', Value: namespace, Type: 'String' });
  return { vpc: VpcId, subnets, namespace };
}
