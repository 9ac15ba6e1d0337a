import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openRun } from '../../lib/commands/run';
import { findTerraform, isOldTerraform, terraformIn } from '../../lib/commands/terraform';
import { refusalOf } from './rejections';

describe('terraform', () => {
  let root: string;
  const before = { ...process.env };
  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), 'terraform-'));
    process.env = { ...before, PATH: `${root}:/usr/bin:/bin`, TERRAFORM_BINARY_NAME: 'fake-terraform' };
  });
  afterEach(() => {
    process.env = before;
    rmSync(root, { recursive: true, force: true });
  });

  /** Says its version; else writes down how it was called. */
  function install(version: string): void {
    const script = `#!/bin/sh
if [ "$1" = version ]; then echo '{"terraform_version":"${version}"}'; exit 0; fi
echo "$PWD|$*|$CHECKPOINT_DISABLE|\${TF_WORKSPACE-unset}|\${TF_DATA_DIR-unset}" > ${root}/call
exit 2
`;
    writeFileSync(join(root, 'fake-terraform'), script);
    chmodSync(join(root, 'fake-terraform'), 0o755);
  }

  it('runs in the folder of the stack, without telemetry, colours, or what would mix up states', async () => {
    install('1.10.0');
    process.env['TF_WORKSPACE'] = 'other';
    process.env['TF_DATA_DIR'] = '/one/for/all';
    const run = openRun({ root, command: 'diff', stacks: ['dev-shop'], isExclusive: false });
    mkdirSync(run.stackFolder('dev-shop'));
    const terraform = terraformIn(run, await findTerraform());
    expect(await terraform('dev-shop', 'plan', '-input=false')).toBe(2);
    expect(readFileSync(join(root, 'call'), 'utf8').trim()).toBe(
      `${run.folder}/dev-shop|plan -no-color -input=false|1|unset|${root}/.cache/terraform/dev-shop`,
    );
    run.close();
  });

  it('must be there', async () => {
    expect(await refusalOf(() => findTerraform())).toBe(
      'fake-terraform: cannot be run (not on PATH); install Terraform 1.10 or later: https://developer.hashicorp.com/terraform/install [terraform-missing]',
    );
  });

  it.each(['true', 'echo'])('must be terraform, which %s is not', async (program) => {
    process.env['TERRAFORM_BINARY_NAME'] = program;
    expect(await refusalOf(() => findTerraform())).toBe(
      `${program}: cannot be run (it does not tell its version); install Terraform 1.10 or later: https://developer.hashicorp.com/terraform/install [terraform-missing]`,
    );
  });

  it('must be new enough', async () => {
    install('1.9.8');
    expect(await refusalOf(() => findTerraform())).toMatch(/got "1\.9\.8";.*\[terraform-version\]$/);
  });

  it.each([
    ['0.15.5', true],
    ['1.9.99', true],
    ['1.10.0', false],
    ['1.10.0-beta1', false],
    ['1.11.4', false],
    ['2.0.0', false],
  ])('of version %s is too old: %s', (version, old) => {
    expect(isOldTerraform(version)).toBe(old);
  });
});
