import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openRun } from '../../../lib/commands/run/run';
import { terraformIn, type TerraformWatch } from '../../../lib/commands/terraform/terraform';
import { findTerraform } from '../../../lib/commands/terraform/find-terraform';

/** Keeps what is said. */
function watching(verbose = false) {
  const heard = { said: [] as string[], shown: '', complained: '', plan: '', changed: [] as string[] };
  const watch: TerraformWatch = {
    verbose,
    say: (line) => heard.said.push(line),
    show: (text) => (heard.shown += text),
    complain: (text) => (heard.complained += text),
    onPlan: (_stack, text) => (heard.plan = text),
    onChange: (stack) => heard.changed.push(stack),
  };
  return { watch, heard };
}

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
cat ${root}/stdout 2>&-
cat ${root}/stderr >&2 2>&-
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
    const terraform = terraformIn(run, await findTerraform(), watching().watch);
    expect(await terraform('dev-shop', 'plan', '-input=false')).toBe(2);
    expect(readFileSync(join(root, 'call'), 'utf8').trim()).toBe(
      `${run.folder}/dev-shop|plan -no-color -input=false|1|unset|${root}/.cache/terraform/dev-shop`,
    );
    run.close();
  });

  const PLAN = [
    'aws_vpc.main: Refreshing state... [id=vpc-1]',
    '',
    'Terraform will perform the following actions:',
    '',
    '  # aws_subnet.a will be created',
    '',
    'Plan: 1 to add, 0 to change, 0 to destroy.',
    '',
    '─────────────────────────────────────',
    '',
    'Saved the plan to: /x/dev-shop.tfplan',
    '',
    'To perform exactly these actions, run the following command to apply:',
    '    terraform apply "/x/dev-shop.tfplan"',
    '',
  ].join('\n');

  it('says on the screen what it does, its errors whole and, with --verbose, everything; all of it is in the log', async () => {
    install('1.10.0');
    writeFileSync(join(root, 'stdout'), PLAN);
    writeFileSync(join(root, 'stderr'), 'Error: no\n\nbecause it is so\n');
    for (const verbose of [false, true]) {
      const run = openRun({ root, command: 'diff', stacks: ['dev-shop'], isExclusive: false });
      mkdirSync(run.stackFolder('dev-shop'));
      const { watch, heard } = watching(verbose);
      await terraformIn(run, await findTerraform(), watch)('dev-shop', 'plan');
      expect(heard.said).toEqual(['  terraform plan', '  1 to add, 0 to change, 0 to destroy']);
      expect(heard.complained).toBe('Error: no\n\nbecause it is so\n');
      expect(heard.shown).toBe(verbose ? PLAN : '');
      expect(heard.plan).toBe(
        'Terraform will perform the following actions:\n\n  # aws_subnet.a will be created\n\nPlan: 1 to add, 0 to change, 0 to destroy.',
      );
      const log = join(run.folder, 'terraform.log');
      expect(readFileSync(log, 'utf8').replace(/^\n# \S+Z /, '# ')).toBe(
        `# terraform -chdir=dev-shop plan\n${PLAN}Error: no\n\nbecause it is so\n`,
      );
      expect(statSync(log).mode & 0o777).toBe(0o600);
      run.close();
      expect(readdirSync(run.folder)).toEqual(['terraform.log']);
    }
  });
});
