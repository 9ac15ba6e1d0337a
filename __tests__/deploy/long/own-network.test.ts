/** Networks that an application may own, applied: what is there, what a change leaves, and that a second plan is empty. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describeWithAws } from '../../support/aws-doubles';
import { plannedChanges } from '../readings';
import { quietly, type Round, type Settings, startRound, stateBucket } from '../round';

/** Small, and without load balancers, for which the provider waits a minute. */
const services = (key: string, network: string, repositories = key) => `
import { application, http, tcp } from '../lib/mesh';
export const shop = application('shop', () => ({
  mesh: 'shop',
  namespace: 'shop.local',
  nodes: {
    web: { listeners: [http(3000)], backends: ['db'], runs: { source: 'web' } },
    db: { external: tcp(5432), host: 'db.example.com', cidr: '10.0.200.0/24' },
  },
  services: { web: { to: 'web' }, db: { to: 'db' } },
  network: { cidr: '100.64.8.0/25', endpoints: ['sqs'], ipv6: true, ${network} },
  keys: { logs: '${key}', repositories: '${repositories}' },
  tracing: {},
}));
`;
/** Another application, which lives in that network. */
const guest = `
export const bank = application('bank', () => ({
  mesh: 'bank',
  namespace: 'bank.local',
  nodes: { vault: { listeners: [http(3000)], runs: { source: 'web' } } },
  services: { vault: { to: 'vault' } },
  network: { of: 'shop' },
}));
`;
const closed = `nat: 'none', flowLogs: { traffic: 'REJECT', retentionDays: 3 }`;
const zoned = `nat: 'zone', flowLogs: { bucket: 'example-logs' }`;
const settings: Settings = {
  MESH_IMAGES: 'v1',
  MESH_TARGET: 'envoy',
  MESH_IMAGE_MIRROR: '123456789012.dkr.ecr.us-west-2.amazonaws.com',
  MESH_PROTECT: 'off',
};

describeWithAws('a network of the application’s own', () => {
  let round: Round;
  let own: Settings;
  let key: string;
  const apply = async (stack: string) => {
    await round.terraform(stack, ['init', ...quietly]);
    await round.terraform(stack, ['apply', ...quietly, '-auto-approve']);
  };
  const write = (network: string, repositories?: string) =>
    writeFileSync(join(round.root, 'services', 'index.ts'), services(key, network, repositories) + guest);

  /** Routes that leave the network, of the table with this Name tag. */
  const ways = async (name: string): Promise<Route[]> => {
    const { RouteTables } = await round.aws.call<{ RouteTables: { Routes: Route[] }[] }>(
      'ec2',
      'DescribeRouteTables',
      { Filters: [{ Name: 'tag:Name', Values: [name] }] },
    );
    return RouteTables.flatMap(({ Routes }) =>
      Routes.filter(
        (route) => route.DestinationCidrBlock === '0.0.0.0/0' || route.DestinationIpv6CidrBlock === '::/0',
      ),
    );
  };

  beforeAll(async () => {
    round = await startRound();
    const { KeyMetadata } = await round.aws.call<{ KeyMetadata: { Arn: string } }>('kms', 'CreateKey');
    key = KeyMetadata.Arn;
    const CreateBucketConfiguration = { LocationConstraint: 'us-west-2' };
    await round.aws.call('s3', 'CreateBucket', { Bucket: 'example-logs', CreateBucketConfiguration });
    own = { ...settings, MESH_STATE_KEY: key };
    write(closed);
    await round.synth(own);
    await apply('state');
    await Promise.all(['dev-shop-network', 'dev-shop-registry', 'dev-bank-registry'].map(apply));
    await Promise.all(['dev-shop', 'dev-bank'].map(apply));
  }, 300_000);
  afterAll(() => round.stop());

  test('leaves nothing to do', async () => {
    const stacks = ['state', 'dev-shop-network', 'dev-shop-registry', 'dev-shop', 'dev-bank'];
    const changes = await Promise.all(stacks.map((stack) => plannedChanges(round, stack)));
    expect(changes).toEqual([[], [], [], [], []]);
  }, 120_000);

  test('states, log groups and repositories are encrypted with the key', async () => {
    const state = await round.aws.call('s3', 'HeadObject', {
      Bucket: stateBucket,
      Key: 'dev-shop-network.tfstate',
    });
    expect(state).toMatchObject({ ServerSideEncryption: 'aws:kms', SSEKMSKeyId: key });
    const { logGroups } = await round.aws.call<{ logGroups: object[] }>('logs', 'DescribeLogGroups', {
      logGroupNamePrefix: '/dev/shop/',
    });
    expect(logGroups).toMatchObject([
      { logGroupName: '/dev/shop/network/flow-logs', kmsKeyId: key, retentionInDays: 3 },
      { logGroupName: '/dev/shop/web', kmsKeyId: key },
    ]);
    expect(
      await round.aws.call('ecr', 'DescribeRepositories', { repositoryNames: ['dev/shop/web'] }),
    ).toMatchObject({
      repositories: [{ encryptionConfiguration: { encryptionType: 'KMS', kmsKey: key } }],
    });
  }, 30_000);

  test('a repository that runs does not get another key: AWS would make a new one, without its images', async () => {
    write(closed, 'arn:aws:kms:us-west-2:123456789012:key/00000000-0000-4000-8000-000000000000');
    const refused = await round.npm('deploy -- --auto-approve dev-shop-registry', {
      settings: own,
      exitCode: 1,
    });
    expect(refused).toMatch(
      /stack "dev-shop-registry" > aws_ecr_repository.web: this apply would replace it because of encryption_configuration\.0\.kms_key: .* \[running-replaced\]/,
    );
    write(closed);
    await round.synth(own);
  }, 60_000);

  test('IPv6 leads out of private subnets by a gateway that lets nothing in, and IPv4 nowhere', async () => {
    expect(await ways('dev-shop-private')).toMatchObject([
      { DestinationIpv6CidrBlock: '::/0', EgressOnlyInternetGatewayId: expect.stringMatching(/^eigw-/) },
    ]);
  }, 30_000);

  test('without NAT gateways endpoints answer; with one in each zone they go, but for those that the application names', async () => {
    const endpoints = async () => {
      const { VpcEndpoints } = await round.aws.call<{
        VpcEndpoints: { ServiceName: string; State: string }[];
      }>('ec2', 'DescribeVpcEndpoints');
      return VpcEndpoints.filter(({ State }) => State !== 'deleted')
        .map(({ ServiceName }) => ServiceName.replace('com.amazonaws.us-west-2.', ''))
        .sort();
    };
    expect(await endpoints()).toEqual(['ecr.api', 'ecr.dkr', 'logs', 's3', 'sqs', 'xray']);
    write(zoned);
    await round.synth(own);
    await round.terraform('dev-shop-network', ['apply', ...quietly, '-auto-approve']);
    expect(await endpoints()).toEqual(['sqs']);
    const [one, other] = [await ways('dev-shop-private'), await ways('dev-shop-private-b')].map(
      (routes) =>
        routes.find(({ DestinationCidrBlock }) => DestinationCidrBlock === '0.0.0.0/0')?.NatGatewayId,
    );
    expect([one, other]).toEqual([expect.stringMatching(/^nat-/), expect.stringMatching(/^nat-/)]);
    expect(one).not.toBe(other);
    expect(await plannedChanges(round, 'dev-shop-network')).toEqual([]);
  }, 120_000);

  test('a network is not destroyed before those that live in it, declared or not', async () => {
    const refused = (stacks: string) =>
      round.npm(`destroy -- --auto-approve ${stacks}`, { settings: own, exitCode: 1 });
    expect(await refused('dev-shop*')).toMatch(
      /stack "dev-shop-network": is used by stack "dev-bank", .*; destroy "dev-bank" first, or name both \[stack-in-use\]/,
    );
    const file = join(round.root, 'services', 'index.ts');
    const listed = readFileSync(file, 'utf8');
    writeFileSync(file, listed.replace(guest, ''));
    const left = await refused('dev-shop*');
    writeFileSync(file, listed);
    expect(left).toMatch(
      /stack "dev-shop-network": is used by stack "dev-bank" of an application that this project does not have, .* \[network-in-use\]/,
    );
    const { Vpcs } = await round.aws.call<{ Vpcs: { CidrBlock: string }[] }>('ec2', 'DescribeVpcs');
    expect(Vpcs.map(({ CidrBlock }) => CidrBlock)).toContain('100.64.8.0/25');
  }, 120_000);
});

interface Route {
  readonly DestinationCidrBlock?: string;
  readonly DestinationIpv6CidrBlock?: string;
  readonly NatGatewayId?: string;
  readonly EgressOnlyInternetGatewayId?: string;
}
