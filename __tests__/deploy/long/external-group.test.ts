/** A database and a cache of another team: callers reach the members of their security groups, found by reference. */
import { appendFileSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describeWithAws } from '../../support/aws-doubles';
import { makeStateBucket, quietly, type Round, startRound, stateBucket } from '../round';

const stack = 'dev-till';
const settings = { MESH_IMAGES: 'v1' };

interface Surroundings {
  readonly vpc: string;
  readonly subnet: string;
  readonly namespace: string;
  readonly database: string;
  readonly cache: string;
}

interface Rule {
  readonly GroupId: string;
  readonly IsEgress: boolean;
  readonly FromPort: number;
  readonly ReferencedGroupInfo?: { readonly GroupId: string };
}

const applicationOf = ({ vpc, subnet, namespace, cache }: Surroundings) => `
import { application, byTags, fromState, hostOf, http, tcp } from '../../lib/mesh';

export default application('till', () => ({
  mesh: 'till',
  namespace: { name: 'till.local', existing: '${namespace}' },
  cluster: { existing: 'main' },
  network: { existing: { vpc: '${vpc}', private: '${subnet}' } },
  nodes: {
    web: {
      listeners: [http(3000)],
      backends: ['orders', 'sessions', 'carts'],
      runs: { source: 'web', environment: { ORDERS: hostOf('orders') } },
    },
    orders: {
      external: tcp(5432),
      host: 'orders.example.com',
      securityGroup: { id: fromState('databases.tfstate', 'group_id') },
    },
    sessions: {
      external: tcp(6379),
      host: 'sessions.example.com',
      securityGroup: { id: byTags({ Name: 'cache' }), addRule: true },
    },
    carts: { external: tcp(6380), host: 'carts.example.com', securityGroup: { id: '${cache}' } },
  },
  services: {
    web: { to: 'web' },
    orders: { to: 'orders' },
    sessions: { to: 'sessions' },
    carts: { to: 'carts' },
  },
}));
`;

describeWithAws('security groups of external nodes', () => {
  let round: Round;
  let made: Surroundings;
  beforeAll(async () => {
    round = await startRound();
    await makeStateBucket(round);
    made = await makeSurroundings(round);
    const folder = join(round.root, 'services', 'till');
    mkdirSync(join(folder, 'web'), { recursive: true });
    writeFileSync(join(folder, 'web', 'Dockerfile'), 'FROM scratch\n');
    writeFileSync(join(folder, 'application.ts'), applicationOf(made));
    const line = "export { default as till } from './till/application';\n";
    appendFileSync(join(round.root, 'services', 'index.ts'), line);
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

  test('callers reach the groups, and one of the groups lets them in', async () => {
    const { SecurityGroupRules } = await round.aws.call<{ SecurityGroupRules: Rule[] }>(
      'ec2',
      'DescribeSecurityGroupRules',
    );
    const toGroups = SecurityGroupRules.flatMap(({ GroupId, IsEgress, FromPort, ReferencedGroupInfo }) =>
      ReferencedGroupInfo === undefined
        ? []
        : [{ own: GroupId, other: ReferencedGroupInfo.GroupId, port: FromPort, isOut: IsEgress }],
    );
    const [own] = new Set(toGroups.filter(({ isOut }) => isOut).map((rule) => rule.own));
    expect(toGroups).toHaveLength(4);
    expect(toGroups).toEqual(
      expect.arrayContaining([
        { own, other: made.database, port: 5432, isOut: true },
        { own, other: made.cache, port: 6379, isOut: true },
        { own, other: made.cache, port: 6380, isOut: true },
        { own: made.cache, other: own, port: 6379, isOut: false },
      ]),
    );
  }, 30_000);
});

async function makeSurroundings({ aws }: Round): Promise<Surroundings> {
  const { Vpc } = await aws.call<{ Vpc: { VpcId: string } }>('ec2', 'CreateVpc', {
    CidrBlock: '10.1.0.0/16',
  });
  const { VpcId } = Vpc;
  await aws.call('ec2', 'ModifyVpcAttribute', { VpcId, EnableDnsHostnames: { Value: true } });
  const { Subnet } = await aws.call<{ Subnet: { SubnetId: string } }>('ec2', 'CreateSubnet', {
    VpcId,
    CidrBlock: '10.1.0.0/24',
  });
  const group = async (name: string): Promise<string> => {
    const tags = [{ Key: 'Name', Value: name }];
    const { GroupId } = await aws.call<{ GroupId: string }>('ec2', 'CreateSecurityGroup', {
      GroupName: name,
      Description: name,
      VpcId,
      TagSpecifications: [{ ResourceType: 'security-group', Tags: tags }],
    });
    return GroupId;
  };
  const [database, cache] = [await group('database'), await group('cache')];
  const outputs = { group_id: { value: database, type: 'string' } };
  await aws.call('s3', 'PutObject', {
    Bucket: stateBucket,
    Key: 'databases.tfstate',
    // As terraform writes it.
    Body: JSON.stringify({ version: 4, serial: 1, lineage: 'theirs', outputs, resources: [] }),
  });
  await aws.call('ecs', 'CreateCluster', { clusterName: 'main' });
  await aws.call('servicediscovery', 'CreatePrivateDnsNamespace', { Name: 'till.local', Vpc: VpcId });
  const { Namespaces } = await aws.call<{ Namespaces: [{ Id: string }] }>(
    'servicediscovery',
    'ListNamespaces',
  );
  return { vpc: VpcId, subnet: Subnet.SubnetId, namespace: Namespaces[0].Id, database, cache };
}
