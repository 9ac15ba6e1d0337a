/** An application in a VPC that another team made: found in several ways, applied, and what the plan says of a wrong one. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describeWithAws } from '../../support/aws-doubles';
import { makeStateBucket, quietly, type Round, startRound, stateBucket } from '../round';

const stack = 'dev-color-teller';
const theirs = 'network/dev.tfstate';

interface Surroundings {
  readonly vpc: string;
  readonly subnets: readonly string[];
}

describeWithAws('an application in what exists', () => {
  let round: Round;
  let made: Surroundings;
  beforeAll(async () => {
    round = await startRound();
    await makeStateBucket(round);
    made = await makeSurroundings(round);
    declare(round, `vpc: '${made.vpc}', private: fromState('${theirs}', 'private_subnet_ids')`);
    await round.synth();
    await round.terraform(stack, ['init', ...quietly]);
    await round.terraform(`${stack}-registry`, ['init', ...quietly]);
    await round.terraform(`${stack}-registry`, ['apply', ...quietly, '-auto-approve']);
    await round.terraform(stack, ['apply', ...quietly, '-auto-approve']);
  }, 420_000);
  afterAll(() => round.stop());

  test('a second plan is empty', async () => {
    await round.terraform(stack, ['plan', ...quietly, '-detailed-exitcode']);
  }, 90_000);
});

async function makeSurroundings({ aws }: Round): Promise<Surroundings> {
  const { Vpc } = await aws.call<{ Vpc: { VpcId: string } }>('ec2', 'CreateVpc', { CidrBlock: '10.1.0.0/16' });
  const VpcId = Vpc.VpcId;
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
  const state = {
    version: 4,
    terraform_version: '1.11.0',
    serial: 1,
    lineage: 'theirs',
    outputs: { private_subnet_ids: { value: subnets, type: ['tuple', ['string', 'string']] } },
    resources: [],
  };
  await aws.call('s3', 'PutObject', { Bucket: stateBucket, Key: theirs, Body: JSON.stringify(state) });
  return { vpc: VpcId, subnets };
}

function declare({ root }: Round, network: string): void {
  const text = `import { application, byTags, fromParameter, fromState, http } from '../../lib/mesh';
export default application('color-teller', () => ({
  mesh: 'shop',
  namespace: 'shop.local',
  network: { existing: { ${network} } },
  nodes: { red: { listeners: [http(3000)], runs: { source: 'backend' } } },
  services: { red: { to: 'red' } },
  gateways: { inner: { listener: http(8080), routes: { all: { service: 'red' } } } },
}));
`;
  writeFileSync(join(root, 'services', 'color-teller', 'application.ts'), text);
}
