import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findTerraform, isOldTerraform } from '../../../lib/commands/terraform/find-terraform';
import { refusalOf } from '../rejections';

describe('the terraform of this machine', () => {
  let folder: string;
  const before = { ...process.env };
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'find-terraform-'));
    process.env = { ...before, PATH: `${folder}:/usr/bin:/bin`, TERRAFORM_BINARY_NAME: 'fake-terraform' };
  });
  afterEach(() => {
    process.env = before;
    rmSync(folder, { recursive: true, force: true });
  });

  function install(version: string, name = 'fake-terraform'): void {
    const file = join(folder, name);
    writeFileSync(file, `#!/bin/sh\necho '{"terraform_version":"${version}"}'\n`);
    chmodSync(file, 0o755);
  }

  it('is the program of the variable, without what would mix up two states', async () => {
    install('1.10.0');
    process.env['TF_WORKSPACE'] = 'other';
    process.env['TF_DATA_DIR'] = '/one/for/all';
    const { program, env } = await findTerraform();
    expect(program).toBe('fake-terraform');
    expect(env).toMatchObject({ CHECKPOINT_DISABLE: '1', TF_IN_AUTOMATION: '1' });
    expect(Object.keys(env)).not.toEqual(expect.arrayContaining(['TF_WORKSPACE']));
    expect(Object.keys(env)).not.toEqual(expect.arrayContaining(['TF_DATA_DIR']));
  });

  it('is called terraform without the variable', async () => {
    delete process.env['TERRAFORM_BINARY_NAME'];
    install('1.11.4', 'terraform');
    expect((await findTerraform()).program).toBe('terraform');
  });

  it('must be there', async () => {
    expect(await refusalOf(() => findTerraform())).toBe(
      'fake-terraform: cannot be run (not on PATH); install Terraform 1.10 or later: https://developer.hashicorp.com/terraform/install [terraform-missing]',
    );
  });

  it.each(['true', 'echo'])('must be terraform, which %s is not', async (program) => {
    process.env['TERRAFORM_BINARY_NAME'] = program;
    expect(await refusalOf(() => findTerraform())).toBe(
      `${program}: cannot be run (it does not say its version); install Terraform 1.10 or later: https://developer.hashicorp.com/terraform/install [terraform-missing]`,
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
