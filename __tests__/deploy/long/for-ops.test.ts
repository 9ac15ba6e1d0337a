/** Every command of `docs/for-ops.md`, as it stands there and in its order, from an empty account to an empty bucket. */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { ownPlatform } from '../../../lib/commands/terraform/provider-platform';
import { documentedCommands } from '../../docs/documents';
import { proofs } from '../../docs/proof';
import { type AwsDoubles, describeWithAws, startAwsDoubles } from '../../support/aws-doubles';
import { mirrorFolder } from '../../support/doubles/provider';
import { type Inventory, newSince, takeInventory } from '../../support/inventory';
import { makeScratch, type Scratch } from '../../support/scratch';

const bucket = 'for-ops-states';
const repository = '123456789012.dkr.ecr.us-west-2.amazonaws.com/dev/color-teller/backend';
const lock = '11111111-2222-3333-4444-555555555555';

/** What a reader puts in. */
const placeholders: Readonly<Record<string, string>> = {
  '<a bucket name of your own>': bucket,
  '<lock id>': lock,
  '<folder of your mirror>': mirrorFolder(),
  '<reference>': `${repository}@sha256:${'b'.repeat(64)}`,
  '<previous reference>': `${repository}@sha256:${'a'.repeat(64)}`,
};

const isEmpty = 'terraform -chdir=dev-color-teller plan -detailed-exitcode';

interface Step {
  readonly number: number;
  readonly command: string;
}

const steps = documentedCommands()
  .filter(({ document, command }) => document === 'docs/for-ops.md' && proofs[command]?.by !== 'nobody')
  .map(({ command }, index): Step => ({ number: index + 1, command }));

/** The third time that the document asks whether the plan is empty, ECS has gone back. */
const afterRollback = steps.filter(({ command }) => command === isEmpty)[2];

describeWithAws('docs/for-ops.md', () => {
  let aws: AwsDoubles;
  let scratch: Scratch;
  let folder: string;
  let environment: NodeJS.ProcessEnv;
  let before: Inventory;
  beforeAll(async () => {
    aws = await startAwsDoubles();
    scratch = makeScratch();
    folder = scratch.root;
    environment = aws.env;
    before = await takeInventory(aws);
  }, 90_000);
  afterAll(async () => {
    scratch.remove();
    await aws.stop();
  });

  it('has something to run', () => {
    expect(steps.length).toBeGreaterThan(30);
    expect(afterRollback).toBeDefined();
  });

  // The provider waits 60 s for a load balancer.
  it.each(steps)(
    '$number. $command',
    async (step) => {
      const command = step.command
        .replace(/<[^>]+>/g, (word) => placeholders[word] ?? word)
        // The reader's machine may be another one.
        .replace('linux_amd64', ownPlatform());
      const [, name, value] = /^export ([A-Z_]+)=(.*)$/.exec(command) ?? [];
      const [, to] = /^cd (.*)$/.exec(command) ?? [];
      if (command.includes('force-unlock')) await leaveLock();
      if (step === afterRollback) await rollBack();
      if (name !== undefined) environment = { ...environment, [name]: value };
      else if (to !== undefined) folder = join(folder, to);
      else expect(run(command)).toBe(step === afterRollback ? 2 : 0);
    },
    240_000,
  );

  it('leaves the bucket, and revisions to roll back to', async () => {
    const left = newSince(before, await takeInventory(aws)).filter(
      (line) => !/\((INACTIVE|deleted)\)$/.test(line),
    );
    expect(left).toEqual([
      // As synthesised, the release, and back.
      'aws_ecs_task_definition dev-color-teller-blue:1',
      'aws_ecs_task_definition dev-color-teller-blue:2',
      'aws_ecs_task_definition dev-color-teller-blue:3',
      'aws_ecs_task_definition dev-color-teller-client:1',
      'aws_ecs_task_definition dev-color-teller-red:1',
      'aws_ecs_task_definition dev-color-teller-red:2',
      'aws_ecs_task_definition dev-color-teller-red:3',
      // moto forgets the NAT gateway's interface and the namespace's zone; AWS deletes both.
      'aws_network_interface interface',
      `aws_s3_bucket ${bucket}`,
    ]);
  }, 30_000);

  function run(command: string): number | null {
    const options = { cwd: folder, env: environment, shell: true, encoding: 'utf8' } as const;
    const { status, stdout, stderr } = spawnSync(command, options);
    if (status !== 0 && status !== 2) throw new Error(`${status}\n${stdout.slice(-4000)}\n${stderr}`);
    return status;
  }

  /** As a terraform does that is killed. */
  function leaveLock(): Promise<unknown> {
    const Body = JSON.stringify({ ID: lock, Operation: 'OperationTypeApply', Who: 'ops@killed' });
    return aws.call('s3', 'PutObject', { Bucket: bucket, Key: 'dev-color-teller.tfstate.tflock', Body });
  }

  /** As ECS does when new tasks do not become healthy. */
  function rollBack(): Promise<unknown> {
    const taskDefinition = 'dev-color-teller-red:1';
    return aws.call('ecs', 'UpdateService', { cluster: 'dev-color-teller', service: 'red', taskDefinition });
  }
});
