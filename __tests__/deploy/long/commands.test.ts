// The commands for real: terraform and the AWS provider against the doubles, as a user types them.
import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { ownPlatform } from '../../../lib/commands/terraform/provider-platform';
import { readRuns } from '../../../lib/commands/run/run-record';
import { type AwsDoubles, describeWithAws, startAwsDoubles } from '../../support/aws-doubles';
import { mirrorFolder } from '../../support/doubles/provider';
import { packProvider, unpackedProviders } from '../../support/provider-mirror';
import { makeScratch, type Scratch } from '../../support/scratch';

/** About a minute alone; tests side by side share the machine. */
const TIMEOUT = 600_000;
const REGISTRY = 'dev-color-teller-registry';
const APPROVED = '--auto-approve';

describeWithAws('npm run deploy, diff, destroy', () => {
  let aws: AwsDoubles;
  let scratch: Scratch;
  beforeAll(async () => {
    aws = await startAwsDoubles();
  }, 300_000);
  afterAll(() => aws.stop());
  beforeEach(() => {
    scratch = makeScratch();
  });
  const started: ChildProcess[] = [];
  afterEach(() => {
    for (const child of started.splice(0)) child.kill('SIGKILL');
    scratch.remove();
  });

  const run = (bucket: string, command: string, words: readonly string[], env: NodeJS.ProcessEnv = {}) =>
    scratch.run(command, words, { ...aws.env, MESH_STATE_BUCKET: bucket, ...env });
  const objects = async (Bucket: string) => {
    const { Contents = [] } = await aws.call<{ Contents?: { Key: string }[] }>('s3', 'ListObjectsV2', {
      Bucket,
    });
    return Contents.map(({ Key }) => Key);
  };
  const object = async (Bucket: string, Key: string) =>
    aws.call<{ Body: string }>('s3', 'GetObject', { Bucket, Key });
  const putObject = (Bucket: string, Key: string, Body: string) =>
    aws.call('s3', 'PutObject', { Bucket, Key, Body });
  const buckets = async () =>
    (await aws.call<{ Buckets: { Name: string }[] }>('s3', 'ListBuckets')).Buckets.map(({ Name }) => Name);

  test(
    'from an empty account to an empty account, with two stages in one checkout',
    async () => {
      const bucket = 'round-states';
      const prod = { MESH_STAGE: 'prod', MESH_PROTECT: 'off' };

      const first = await run(bucket, 'diff', ['state', REGISTRY]);
      expect(first).toMatchObject({ exitCode: 2 });
      expect(first.stdout).toMatch(
        new RegExp(`==> ${REGISTRY} \\(\\d of \\d\\)\n.*Z cannot be planned yet: deploy state first$`, 'm'),
      );

      expect(await run(bucket, 'deploy', [REGISTRY, 'state', APPROVED])).toMatchObject({
        exitCode: 0,
        stdout: expect.stringMatching(
          /Z state: deployed, \d+ changes made\n.*Z dev-color-teller-registry: deployed, \d+ changes made\n/,
        ),
      });
      const ended = await run(bucket, 'deploy', [APPROVED]);
      expect(ended).toMatchObject({ exitCode: 1 });
      expect(ended.stderr).toMatch(/Z setting MESH_TARGET: AWS ended App Mesh .*\[app-mesh-ended\]$/m);
      const accepted = { MESH_ACCEPT: 'app-mesh-ended' };
      const early = await run(bucket, 'deploy', ['dev-color-teller', APPROVED], accepted);
      expect(early).toMatchObject({ exitCode: 1 });
      expect(early.stderr).toMatch(/needs stack "dev-color-teller-network", .*\[stack-upstream-missing\]$/m);

      expect(await run(bucket, 'deploy', ['prod-color-teller-registry', APPROVED], prod)).toMatchObject({
        exitCode: 0,
      });
      expect(await objects(bucket)).toEqual([`${REGISTRY}.tfstate`, 'prod-color-teller-registry.tfstate']);
      const second = await run(bucket, 'diff', [REGISTRY]);
      expect(second).toMatchObject({ exitCode: 0 });
      expect(second.stdout).not.toContain('\u001b[');

      expect(await run(bucket, 'destroy', [APPROVED])).toMatchObject({ exitCode: 0 });
      const held = await run(bucket, 'destroy', ['--all', APPROVED], { MESH_PROTECT: 'off' });
      expect(held).toMatchObject({ exitCode: 1 });
      expect(held.stderr).toMatch(
        /Z state "prod-color-teller-registry.tfstate": still holds .*\[state-not-empty\]$/m,
      );

      const last = await run(bucket, 'destroy', ['--all', APPROVED], prod);
      expect(last).toMatchObject({ exitCode: 0 });
      expect(last.stdout).toMatch(
        /Z prod-ecsworkshop-frontend: nothing is deployed\n[^]*Z prod-color-teller-registry: destroyed, \d+ changes made\n[^]*Z state: destroyed, \d+ changes made\n/,
      );
      expect(await buckets()).not.toContain(bucket);
      expect(aws.calls().filter(({ status }) => status >= 500)).toEqual([]);
    },
    TIMEOUT,
  );

  test(
    'the provider is there once for all stacks, and pinned: what an older one may not understand is refused',
    async () => {
      const bucket = 'pinned-states';
      const stacks = ['state', REGISTRY];
      const lock = join(scratch.root, 'terraform.lock.hcl');
      const mirror = join(scratch.root, 'mirror');
      const packed = packProvider(mirrorFolder(), mirror, ownPlatform());
      const env = { TF_CLI_CONFIG_FILE: packed.configuration, TF_PLUGIN_CACHE_DIR: undefined };
      const written = () => readFileSync(lock, 'utf8');

      const locked = await run(
        bucket,
        'providers-lock',
        ['--aws', packed.version, '--fs-mirror', mirror],
        env,
      );
      expect(locked).toMatchObject({ exitCode: 0 });
      expect(written()).toMatch(/^# Platforms: \w+$/m);

      const deployed = await run(bucket, 'deploy', [...stacks, APPROVED, '--verbose'], env);
      expect(deployed).toMatchObject({ exitCode: 0 });
      expect(deployed.stdout).toContain('from the shared cache directory');
      expect(unpackedProviders(scratch.root)).toEqual([packed.bytes]);
      for (const stack of stacks)
        expect(readFileSync(join(scratch.root, '.cache/terraform', stack, 'initialised'), 'utf8')).toMatch(
          /^\w{64}$/,
        );
      const { Body } = await object(bucket, `${REGISTRY}.tfstate`);
      expect(JSON.parse(Body)).toMatchObject({
        outputs: { aws_provider_version: { value: packed.version } },
      });

      // Nothing that init reads has changed, so it does not run; and where that is not so, terraform says it.
      const again = await run(bucket, 'diff', stacks, env);
      expect(again).toMatchObject({ exitCode: 0 });
      expect(again.stdout).toContain('terraform plan');
      expect(again.stdout).not.toContain('terraform init');
      const backend = join(scratch.root, '.cache/terraform', REGISTRY, 'terraform.tfstate');
      writeFileSync(
        backend,
        readFileSync(backend, 'utf8')
          .replace(/"hash": \d+/, '"hash": 1')
          .replace(`${REGISTRY}.tfstate`, 'other.tfstate'),
      );
      const wrong = await run(bucket, 'diff', [REGISTRY], env);
      expect(wrong).toMatchObject({ exitCode: 0 });
      expect(wrong.stdout).toContain(
        'terraform init was left out, because nothing that it reads had changed: it runs now',
      );

      await putObject(bucket, `${REGISTRY}.tfstate`, Body.replace(`"${packed.version}"`, '"6.999.0"'));
      for (const command of ['diff', 'deploy', 'destroy']) {
        const words = command === 'diff' ? [REGISTRY] : [REGISTRY, APPROVED];
        const older = await run(bucket, command, words, { ...env, MESH_PROTECT: 'off' });
        expect(older).toMatchObject({ exitCode: 1 });
        expect(older.stderr).toMatch(
          /stack "dev-color-teller-registry": .* 6\.999\.0, .*\[provider-older\]$/m,
        );
        expect(older.stdout).not.toContain('==>');
      }

      writeFileSync(lock, written().replace(/^# Platforms: .*$/m, '# Platforms: plan9_arm'));
      const elsewhere = await run(bucket, 'diff', ['state'], env);
      expect(elsewhere.stderr).toMatch(/terraform\.lock\.hcl: must have checksums .*\[provider-platform\]$/m);
    },
    TIMEOUT,
  );

  test(
    'a bucket of this account is adopted; with its local state lost, adopted again and destroyed',
    async () => {
      const LocationConstraint = 'us-west-2';
      await aws.call('s3', 'CreateBucket', {
        Bucket: 'older-states',
        CreateBucketConfiguration: { LocationConstraint },
      });
      const deployed = await run('older-states', 'deploy', ['state', APPROVED]);
      expect(deployed).toMatchObject({ exitCode: 0 });
      expect(deployed.stdout).toContain('bucket "older-states" exists in this account: adopting it');
      expect(existsSync(join(scratch.root, 'terraform.state.tfstate'))).toBe(true);

      // Two versions and a delete marker, as a state leaves them behind.
      for (const serial of [1, 2]) {
        const Body = JSON.stringify({ version: 4, serial, resources: [] });
        await aws.call('s3', 'PutObject', { Bucket: 'older-states', Key: 'dev-gone.tfstate', Body });
      }
      await aws.call('s3', 'DeleteObject', { Bucket: 'older-states', Key: 'dev-gone.tfstate' });
      scratch.remove();
      scratch = makeScratch();
      // A CI has no local state, and sees in this way whether the bucket was changed.
      const seen = await run('older-states', 'diff', ['state']);
      expect(seen).toMatchObject({
        exitCode: 0,
        stdout: expect.stringMatching(/state: nothing to change\n$/),
      });
      await aws.call('s3', 'DeleteBucketPolicy', { Bucket: 'older-states' });
      const drifted = await run('older-states', 'diff', ['state']);
      expect(drifted.exitCode).toBe(2);
      expect(drifted.stdout).toContain('# aws_s3_bucket_policy.policy will be created');
      expect(existsSync(join(scratch.root, 'terraform.state.tfstate'))).toBe(false);

      const destroyed = await run('older-states', 'destroy', ['state', APPROVED], { MESH_PROTECT: 'off' });
      expect(destroyed).toMatchObject({ exitCode: 0 });
      expect(destroyed.stdout).toContain('3 versions deleted');
      expect(await buckets()).not.toContain('older-states');
    },
    TIMEOUT,
  );

  test(
    'a deploy applies what it synthesised whatever others do, and keeps others off, also where it was killed',
    async () => {
      const bucket = 'beside-states';
      // Deployed in this order.
      const [earlier, later] = ['beta-color-teller-network', 'beta-color-teller-registry'];
      const settings = { MESH_STAGE: 'beta', MESH_TARGET: 'none' };
      const CreateBucketConfiguration = { LocationConstraint: 'us-west-2' };
      await aws.call('s3', 'CreateBucket', { Bucket: bucket, CreateBucketConfiguration });
      // The real one, whose last apply begins when the others have been there.
      const [terraform, go] = [join(scratch.root, 'terraform.sh'), join(scratch.root, 'go')];
      writeFileSync(
        terraform,
        `#!/bin/sh\ncase "$1 $PWD" in apply*${later}) until [ -e ${go} ] || [ ! -e ${scratch.root} ]; do sleep 0.1; done ;; esac\nexec terraform "$@"\n`,
        { mode: 0o755 },
      );
      const first = spawn(
        process.execPath,
        ['-r', 'tsx/cjs', 'lib/commands/deploy.ts', earlier, later, APPROVED],
        {
          cwd: scratch.root,
          env: { ...aws.env, MESH_STATE_BUCKET: bucket, TERRAFORM_BINARY_NAME: terraform, ...settings },
          stdio: ['ignore', 'ignore', 'inherit'],
        },
      );
      started.push(first);
      const isOver = () => first.exitCode !== null;
      await until(() => isOver() || callsIn(scratch.root).includes(`init ${earlier}`));
      // The folder of the later one is not planned yet.
      expect(await run(bucket, 'synth', [], { MESH_STAGE: 'other' })).toMatchObject({ exitCode: 0 });
      await until(() => isOver() || callsIn(scratch.root).includes(`apply ${later}`));
      const look = await run(bucket, 'diff', ['other-color-teller-registry'], { MESH_STAGE: 'other' });
      expect(look).toMatchObject({ exitCode: 2 });

      const refusal = new RegExp(
        `terraform apply of stack "${later}", process \\d+; .*\\[command-running\\]$`,
        'm',
      );
      const second = await run(bucket, 'deploy', [later, APPROVED], settings);
      expect(second).toMatchObject({ exitCode: 1, stderr: expect.stringMatching(refusal) });
      first.kill('SIGKILL');
      const third = await run(bucket, 'destroy', [later, APPROVED], settings);
      expect(third).toMatchObject({ exitCode: 1, stderr: expect.stringMatching(refusal) });
      writeFileSync(go, '');

      // The terraform that is left does what it had begun, and no lock of its command stays.
      await until(() => callsIn(scratch.root).length === 0);
      const after = await run(bucket, 'diff', [earlier, later], settings);
      expect(after).toMatchObject({ exitCode: 0 });
      expect(await run(bucket, 'deploy', [later, APPROVED], settings)).toMatchObject({
        exitCode: 0,
      });
    },
    TIMEOUT,
  );
});

/** What the commands at work have terraform do. */
function callsIn(root: string): string[] {
  const cache = join(root, '.cache');
  const { live } = existsSync(cache) ? readRuns(cache) : { live: [] };
  return live.flatMap(({ record: { terraform } }) =>
    terraform === undefined ? [] : [`${terraform.subcommand} ${terraform.stack}`],
  );
}

/** For five minutes: a stack comes before, and other rounds beside. */
async function until(condition: () => boolean): Promise<void> {
  for (let tries = 0; tries < 6000 && !condition(); tries += 1) await sleep(50);
  expect(condition()).toBe(true);
}
