/**
 * Databases and caches of another team: callers reach the members of their security groups, and hosts are found by
 * reference, which a plan refuses if they are none.
 */
import { appendFileSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { bootstrapOf } from '../../../lib/ecs/containers/envoy-container';
import { describeWithAws } from '../../support/aws-doubles';
import { makeStateBucket, quietly, type Round, startRound, stateBucket } from '../round';

const stack = 'dev-till';
const settings = { MESH_IMAGES: 'v1', MESH_TARGET: 'envoy' };

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

interface TaskDefinition {
  readonly taskDefinition: {
    readonly containerDefinitions: readonly { readonly name: string; readonly command?: readonly string[] }[];
  };
}

const applicationOf = ({ vpc, subnet, namespace, cache }: Surroundings) => `
import { application, byTags, fromParameter, fromState, hostOf, http, tcp } from '../../lib/mesh';

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
      host: fromState('databases.tfstate', 'orders_host'),
      securityGroup: { id: fromState('databases.tfstate', 'group_id') },
    },
    sessions: {
      external: tcp(6379),
      host: 'sessions.example.com',
      securityGroup: { id: byTags({ Name: 'cache' }), addRule: true },
    },
    carts: { external: tcp(6380), host: fromParameter('/carts/host'), securityGroup: { id: '${cache}' } },
  },
  services: {
    web: { to: 'web' },
    orders: { to: 'orders' },
    sessions: { to: 'sessions' },
    carts: { to: 'carts' },
  },
}));
`;

describeWithAws('external nodes by reference', () => {
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

  test('the bootstrap of a caller has the hosts that the plan found', async () => {
    const { taskDefinition } = await round.aws.call<TaskDefinition>('ecs', 'DescribeTaskDefinition', {
      taskDefinition: `${stack}-web`,
    });
    const envoy = taskDefinition.containerDefinitions.find(({ name }) => name === 'envoy');
    const bootstrap = (envoy && bootstrapOf(envoy)) ?? '';
    const addresses = [...bootstrap.matchAll(/"address":"([^"]+)","port_value":(5432|6379|6380)/g)];
    expect(addresses.map(([, host, port]) => `${host}:${port}`).sort()).toEqual([
      'carts.example.com:6380',
      'orders.example.com:5432',
      'sessions.example.com:6379',
    ]);
    expect(() => JSON.parse(bootstrap) as unknown).not.toThrow();
  }, 30_000);

  test('a plan refuses what is no host', async () => {
    await putHost(round, 'carts.example.com:6380');
    const plan = round.terraform(stack, ['plan', ...quietly]);
    await expect(plan).rejects.toThrow(/must be a domain name[^]*got\s+"carts\.example\.com:6380"/);
    await putHost(round, 'carts.example.com');
  }, 90_000);
});

function putHost({ aws }: Round, Value: string) {
  return aws.call('ssm', 'PutParameter', { Name: '/carts/host', Value, Type: 'String', Overwrite: true });
}

async function makeSurroundings(round: Round): Promise<Surroundings> {
  const { aws } = round;
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
  await putHost(round, 'carts.example.com');
  const outputs = {
    group_id: { value: database, type: 'string' },
    orders_host: { value: 'orders.example.com', type: 'string' },
  };
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
