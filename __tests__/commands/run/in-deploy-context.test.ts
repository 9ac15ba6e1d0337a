/** A whole command with a terraform of ours: what its screen shows. Stack `state` of the example bucket needs no AWS. */
import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { makeScratch, type Scratch } from '../../support/scratch';

const TERRAFORM = `#!/bin/sh
if [ "$1" = version ]; then echo '{"terraform_version":"1.11.4"}'; exit 0; fi
if [ "$1" != plan ]; then touch .terraform.lock.hcl; echo 'Initializing...'; exit 0; fi
touch "$FOLDER/planning"
[ -n "$SLOW" ] && sleep 2
[ -n "$FAIL" ] && { echo 'Error: no such thing' >&2; exit 1; }
ls
echo 'Plan: 1 to add, 0 to change, 0 to destroy.'
exit 2
`;

describe('the screen of a command', () => {
  let scratch: Scratch;
  beforeEach(() => {
    scratch = makeScratch();
    writeFileSync(join(scratch.root, 'terraform.sh'), TERRAFORM);
    chmodSync(join(scratch.root, 'terraform.sh'), 0o755);
  });
  afterEach(() => scratch.remove());
  const diff = (words: readonly string[] = [], env: NodeJS.ProcessEnv = {}) =>
    scratch.run('diff', ['state', ...words], {
      ...process.env,
      TERRAFORM_BINARY_NAME: join(scratch.root, 'terraform.sh'),
      FOLDER: scratch.root,
      ...env,
    });
  const kept = () => join(scratch.root, 'cdktf.out', 'stacks', 'state');
  const untimed = (text: string) =>
    text.replace(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ /gm, '<time> ').replace(/run-\S+-diff-\d+/g, 'run-<id>');

  it('has the time, what terraform does, and a plan whole; a synth meanwhile changes nothing of it', async () => {
    mkdirSync(kept(), { recursive: true });
    writeFileSync(join(kept(), 'pin_override.tf.json'), '{}');
    const running = diff([], { SLOW: '1' });
    for (let tries = 0; tries < 400 && !existsSync(join(scratch.root, 'planning')); tries += 1)
      await sleep(50);
    expect(
      await scratch.run('synth', [], { ...process.env, MESH_TARGET: 'none', MESH_STAGE: 'prod' }),
    ).toMatchObject({
      exitCode: 0,
    });
    const { exitCode, stdout, stderr } = await running;
    expect(exitCode).toBe(2);
    expect(stderr.match(/^AWS ended App Mesh/gm)).toHaveLength(1);
    expect(untimed(stdout).split('\n')).toEqual([
      '<time> the output of terraform goes to .cache/run-<id>/terraform.log',
      '<time> looking at bucket "meshwright-example-state"',
      '',
      '<time> ==> state (1 of 1)',
      '<time>   terraform init',
      '<time>   terraform plan',
      '<time>   1 to add, 0 to change, 0 to destroy',
      '',
      'cdk.tf.json',
      'pin_override.tf.json',
      'Plan: 1 to add, 0 to change, 0 to destroy.',
      '',
      '<time> state: changes',
      '',
    ]);
    // Where users keep it.
    expect(existsSync(join(kept(), '.terraform.lock.hcl'))).toBe(true);
  });

  it('has an error whole and the log again where it fails, and with --verbose everything', async () => {
    const { exitCode, stdout, stderr } = await diff(['--verbose'], { FAIL: '1' });
    expect(exitCode).toBe(1);
    expect(untimed(stdout)).toContain('<time>   terraform init\nInitializing...\n<time>   terraform plan\n');
    expect(untimed(stdout)).toMatch(
      /<time> state: NOT done\n<time> go on with: .*npm run diff state -- --verbose\n<time> output of terraform: \.cache\/run-<id>\/terraform\.log\n$/,
    );
    expect(stderr).toContain('\nError: no such thing\n');
    const [run = ''] = readdirSync(join(scratch.root, '.cache')).filter((name) => name.startsWith('run-'));
    expect(readFileSync(join(scratch.root, '.cache', run, 'terraform.log'), 'utf8')).toMatch(
      /terraform -chdir=state init .*\nInitializing\.\.\.\n[^]*Error: no such thing\n$/,
    );
  });
});
