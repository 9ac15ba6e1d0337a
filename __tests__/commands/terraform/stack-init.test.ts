/** `terraform init` for real, on a mirror of packages that are providers by name alone. */
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ownPlatform } from '../../../lib/commands/terraform/provider-platform';
import { pluginCacheOf } from '../../../lib/commands/terraform/plugin-cache';
import { initWhereItMust, type StackInit } from '../../../lib/commands/terraform/stack-init';
import { describeWithTerraform } from '../../support/aws-doubles';
import { makeMirror, PACKAGE_SIZE, unpackedProviders } from '../../support/provider-mirror';
import { terraform } from '../../support/terraform';

const AWS = 'hashicorp/aws';

describeWithTerraform('terraform init of stacks', () => {
  let root: string;
  let configuration: string;
  /** What each init said. */
  let outputs: string[];
  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), 'stack-init-'));
    configuration = mirrorOf('5.100.0');
    outputs = [];
  });
  afterEach(() => rmSync(root, { recursive: true }));

  const mirrorOf = (...versions: readonly string[]) =>
    makeMirror(
      join(root, 'mirror'),
      versions.map((version) => ({ source: AWS, version, platform: ownPlatform() })),
    );
  const folderOf = (stack: string) => join(root, 'stacks', stack);
  const lockOf = (stack: string) => join(folderOf(stack), '.terraform.lock.hcl');

  function write(
    stack: string,
    { version = '>= 5.100.0, < 7.0.0', state = `../${stack}.tfstate` } = {},
  ): void {
    mkdirSync(folderOf(stack), { recursive: true });
    const json = {
      terraform: {
        backend: { local: { path: state } },
        required_providers: { aws: { source: AWS, version } },
      },
    };
    writeFileSync(join(folderOf(stack), 'cdk.tf.json'), JSON.stringify(json));
  }

  function initOf(stack: string, isPinned = false): StackInit {
    const base = {
      PATH: process.env['PATH'] ?? '',
      TF_CLI_CONFIG_FILE: configuration,
      CHECKPOINT_DISABLE: '1',
    };
    const dataFolder = join(root, 'data', stack);
    const env = { ...base, ...pluginCacheOf(root, base, root), TF_DATA_DIR: dataFolder };
    return {
      folder: folderOf(stack),
      dataFolder,
      env,
      isPinned,
      kept: join(root, 'stacks'),
      run: async (...words) => {
        const args = ['init', '-input=false', '-reconfigure', '-no-color', ...words];
        const { exitCode, stdout, stderr } = await terraform(args, { cwd: folderOf(stack), env });
        outputs.push(stdout + stderr);
        return exitCode ?? 1;
      },
    };
  }
  const init = (stack: string) => initWhereItMust(initOf(stack));

  it('has the provider on disk once for two stacks, and installs it once', async () => {
    write('one');
    write('two');
    expect([await init('one'), await init('two')]).toEqual([0, 0]);
    expect(unpackedProviders(root)).toEqual([PACKAGE_SIZE]);
    expect(outputs[0]).toContain('Installing hashicorp/aws v5.100.0');
    expect(outputs[1]).toContain('Using hashicorp/aws v5.100.0 from the shared cache directory');
    expect(outputs[1]).not.toContain('Installing');
    expect(readFileSync(lockOf('two'), 'utf8')).toBe(readFileSync(lockOf('one'), 'utf8'));
  });

  it('takes the newest version for a stack without a lock file, whatever another stack has', async () => {
    write('one');
    await init('one');
    mirrorOf('5.100.1');
    write('two');
    expect(await init('two')).toBe(0);
    expect(readFileSync(lockOf('one'), 'utf8')).toContain('"5.100.0"');
    expect(readFileSync(lockOf('two'), 'utf8')).toContain('"5.100.1"');
  });

  it('does without the other lock file where its checksums do not fit', async () => {
    write('one');
    await init('one');
    const broken = readFileSync(lockOf('one'), 'utf8').replace(/h1:[^"]+/, `h1:${'A'.repeat(43)}=`);
    writeFileSync(lockOf('one'), broken);
    write('two');
    expect(await init('two')).toBe(0);
    expect(readFileSync(lockOf('two'), 'utf8')).not.toContain('AAAA');
  });

  it('leaves the lock file of the project as it is', async () => {
    write('one', { version: '5.100.0' });
    await init('one');
    const lock = `# The project's.\n${readFileSync(lockOf('one'), 'utf8')}`;
    write('two', { version: '5.100.0' });
    writeFileSync(lockOf('two'), lock);
    mirrorOf('5.100.1');
    expect(await initWhereItMust(initOf('two', true))).toBe(0);
    expect(readFileSync(lockOf('two'), 'utf8')).toBe(lock);
  });

  it('runs no second time, also where the resources are others', async () => {
    write('one');
    expect(await init('one')).toBe(0);
    expect(await init('one')).toBeUndefined();
    const json = JSON.parse(readFileSync(join(folderOf('one'), 'cdk.tf.json'), 'utf8')) as object;
    const changed = { ...json, output: { size: { value: 2 } } };
    writeFileSync(join(folderOf('one'), 'cdk.tf.json'), JSON.stringify(changed));
    expect(await init('one')).toBeUndefined();
    expect(await initWhereItMust(initOf('one'), { always: true })).toBe(0);
    expect(outputs).toHaveLength(2);
  });

  it.each<readonly [string, () => void]>([
    ['the backend is another', () => write('one', { state: '../other.tfstate' })],
    ['other versions are asked for', () => write('one', { version: '5.100.0' })],
    [
      'a user puts a file of Terraform there',
      () => writeFileSync(join(folderOf('one'), 'pin_override.tf'), ''),
    ],
    [
      'the lock file changes',
      () => writeFileSync(lockOf('one'), `#\n${readFileSync(lockOf('one'), 'utf8')}`),
    ],
    ['the lock file is gone', () => rmSync(lockOf('one'))],
    ['the cache is emptied', () => rmSync(join(root, '.cache'), { recursive: true })],
    ['the data folder is gone', () => rmSync(join(root, 'data'), { recursive: true })],
    ['the backend is forgotten', () => rmSync(join(root, 'data', 'one', 'terraform.tfstate'))],
  ])('runs again when %s', async (_what, change) => {
    write('one');
    await init('one');
    change();
    expect(await init('one')).toBe(0);
    expect(await init('one')).toBeUndefined();
  });

  it('runs again after one that failed', async () => {
    write('one', { version: '6.0.0' });
    expect([await init('one'), await init('one')]).toEqual([1, 1]);
    mirrorOf('6.0.0');
    expect(await init('one')).toBe(0);
    expect(existsSync(lockOf('one'))).toBe(true);
  });
});
