/** Two applies at once, one that is killed, and two stages in one checkout: no state is lost or mixed up. */
import { setTimeout as sleep } from 'node:timers/promises';
import { AwsError, describeWithAws } from '../../support/aws-doubles';
import { outputsOf } from '../readings';
import { makeStateBucket, quietly, type Round, type Running, startRound, stateBucket } from '../round';

const apply = ['apply', ...quietly, '-auto-approve'];
const isEmpty = ['plan', ...quietly, '-detailed-exitcode'];

describeWithAws('the state', () => {
  let round: Round;
  beforeAll(async () => {
    round = await startRound();
    await makeStateBucket(round);
  }, 90_000);
  afterAll(() => round.stop());

  test('of two applies at once the second is refused and told who holds the lock', async () => {
    const stack = 'dev-color-teller-network';
    await round.synth();
    await round.terraform(stack, ['init', ...quietly]);
    // Takes 20 s, most of them waiting for the VPC and the NAT gateway.
    const first = round.startTerraform(stack, apply);
    const lock = await untilLocked(round, stack);

    const refusal = await round.terraform(stack, apply, { exitCode: 1 });
    expect(refusal).toContain('Error acquiring the state lock');
    expect(refusal).toMatch(
      new RegExp(`ID: +${lock.ID}\\s[^]*Operation: +OperationTypeApply\\s+Who: +${lock.Who}\\s`),
    );

    expect(await first.exitCode).toBe(0);
    expect(await lockOf(round, stack)).toBeUndefined();
    await round.terraform(stack, isEmpty);
  }, 240_000);

  test('an apply that is killed half-way leaves its lock; unlocked, the next one completes', async () => {
    const stack = 'test-color-teller-network';
    await round.synth({ MESH_STAGE: 'test' });
    await round.terraform(stack, ['init', ...quietly]);
    const killed = round.startTerraform(stack, apply);
    await untilSaid(killed, /aws_subnet\.\w+: Creation complete/);
    killed.kill();
    expect(await killed.exitCode).toBeNull();

    const lock = await untilLocked(round, stack);
    const refusal = await round.terraform(stack, apply, { exitCode: 1 });
    expect(refusal).toContain(lock.ID);
    await round.terraform(stack, ['force-unlock', '-force', lock.ID]);

    await round.terraform(stack, apply);
    await round.terraform(stack, isEmpty);
    expect(await lockOf(round, stack)).toBeUndefined();
  }, 240_000);

  // Terraform writes the state every 20 s at most: no state knows what it made since, and it is made a second time.
  test('what a killed apply made and did not write down is found by its tag', async () => {
    const stack = 'test-color-teller-network';
    const { vpc_id: known } = await outputsOf(round, stack);
    const { Vpcs } = await round.aws.call<{ Vpcs: Vpc[] }>('ec2', 'DescribeVpcs');
    const ours = Vpcs.filter(({ IsDefault }) => !IsDefault).map(({ VpcId, Tags = [] }) => ({
      id: VpcId,
      stack: Tags.find(({ Key }) => Key === 'Stack')?.Value,
    }));
    expect(ours).toContainEqual({ id: known, stack });
    expect(ours.filter((vpc) => vpc.stack === undefined)).toEqual([]);
  }, 30_000);

  test('dev, prod and dev again in one checkout: each stage keeps its own state', async () => {
    const deploy = (stage: string) =>
      round.cdktf(`deploy ${stage}-color-teller-registry --auto-approve --skip-provider-lock`, {
        settings: { MESH_STAGE: stage },
      });
    await deploy('dev');
    const dev = await stateOf(round, 'dev-color-teller-registry');
    await deploy('prod');
    const prod = await stateOf(round, 'prod-color-teller-registry');
    expect(await stateOf(round, 'dev-color-teller-registry')).toEqual(dev);

    expect(await deploy('dev')).toContain('No changes.');
    expect(await stateOf(round, 'dev-color-teller-registry')).toEqual(dev);
    expect(await stateOf(round, 'prod-color-teller-registry')).toEqual(prod);
    expect(dev.lineage).not.toBe(prod.lineage);
  }, 240_000);

  test('no call was answered 5xx, and the doubles raised nothing', () => {
    expect(round.aws.calls().filter(({ status }) => status >= 500)).toEqual([]);
    expect(round.aws.errors()).toBe('');
  });
});

interface Vpc {
  readonly VpcId: string;
  readonly IsDefault: boolean;
  readonly Tags?: readonly { readonly Key: string; readonly Value: string }[];
}

interface Lock {
  readonly ID: string;
  readonly Who: string;
}

async function lockOf(round: Round, stack: string): Promise<Lock | undefined> {
  const text = await objectOf(round, `${stack}.tfstate.tflock`);
  return text === undefined ? undefined : (JSON.parse(text) as Lock);
}

/** Which state it is, and the ids of what it holds. */
async function stateOf(round: Round, stack: string): Promise<{ lineage: string; ids: unknown[] }> {
  const text = await objectOf(round, `${stack}.tfstate`);
  const { lineage, resources } = JSON.parse(text ?? '{}') as {
    lineage: string;
    resources: { instances: { attributes: { id: unknown } }[] }[];
  };
  return { lineage, ids: resources.flatMap(({ instances }) => instances.map((one) => one.attributes.id)) };
}

async function objectOf({ aws }: Round, Key: string): Promise<string | undefined> {
  try {
    return (await aws.call<{ Body: string }>('s3', 'GetObject', { Bucket: stateBucket, Key })).Body;
  } catch (error) {
    if (error instanceof AwsError && error.code === 'NoSuchKey') return undefined;
    throw error;
  }
}

async function untilLocked(round: Round, stack: string): Promise<Lock> {
  for (;;) {
    const lock = await lockOf(round, stack);
    if (lock) return lock;
    await sleep(200);
  }
}

/** Ends early, with what it printed, where the program does. */
async function untilSaid(program: Running, words: RegExp): Promise<void> {
  let ended = false;
  void program.exitCode.then(() => (ended = true));
  while (!words.test(program.output())) {
    if (ended) throw new Error(`it ended before it said ${String(words)}:\n${program.output()}`);
    await sleep(100);
  }
}
