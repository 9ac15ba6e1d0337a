/** `npm run providers:lock` with the real terraform, on a mirror of packages that are providers by name alone. */
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { LockRequest } from '../../../lib/commands/options/provider-lock-options';
import { type LockPlace, lockProviders } from '../../../lib/commands/terraform/provider-locking';
import { describeWithTerraform } from '../../support/aws-doubles';
import { makeMirror } from '../../support/provider-mirror';
import { terraform, terraformEnvironment } from '../../support/terraform';
import { STACKS } from '../fake-deploy-context';
import { refusalOf } from '../rejections';

const AWS = 'hashicorp/aws';
const DOCKER = 'kreuzwerker/docker';
const images = { name: 'dev-shop-images', part: 'images', reads: [] } as const;

describeWithTerraform('npm run providers:lock', () => {
  let root: string;
  let mirror: string;
  let said: string[];
  beforeAll(() => {
    mirror = mkdtempSync(join(tmpdir(), 'provider-mirror-'));
    makeMirror(mirror, [
      ...['5.100.0', '5.100.1', '6.25.0', '7.0.0'].flatMap((version) =>
        ['linux_amd64', 'darwin_arm64'].map((platform) => ({ source: AWS, version, platform })),
      ),
      { source: DOCKER, version: '3.9.0', platform: 'linux_amd64' },
    ]);
  });
  afterAll(() => rmSync(mirror, { recursive: true }));
  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), 'providers-lock-'));
    said = [];
  });
  afterEach(() => rmSync(root, { recursive: true }));

  const place = (stacks: LockPlace['stacks']): LockPlace => ({
    root,
    stacks,
    terraform: async (cwd, ...args) => {
      const { exitCode, stderr } = await terraform(args, { cwd, env: terraformEnvironment(process.env) });
      if (exitCode !== 0) said.push(stderr);
      return exitCode ?? 1;
    },
    say: (line) => said.push(line),
  });
  const lock = (request: Partial<LockRequest>, stacks: LockPlace['stacks'] = STACKS) =>
    lockProviders(place(stacks), {
      platforms: [],
      upgrade: false,
      versions: {},
      mirror: `-fs-mirror=${mirror}`,
      ...request,
    });
  const file = (name = 'terraform.lock.hcl') => readFileSync(join(root, name), 'utf8');
  const hashesIn = (text: string): readonly string[] => text.match(/"h1:[^"]+"/g) ?? [];

  it('takes the newest version that the JSON is written for, with the hashes of the platforms that are named', async () => {
    await lock({ platforms: ['linux_amd64', 'darwin_arm64'] });
    expect(file()).toMatch(
      /^# The provider of all stacks but .*\n# Platforms: darwin_arm64, linux_amd64\n\nprovider "registry\.terraform\.io\/hashicorp\/aws" \{\n {2}version {5}= "6\.25\.0"\n {2}constraints = "6\.25\.0"\n/,
    );
    expect(hashesIn(file())).toHaveLength(2);
    expect(said).toEqual([
      'asking for hashicorp/aws >= 5.100.0, < 7.0.0, for darwin_arm64, linux_amd64',
      'wrote terraform.lock.hcl: hashicorp/aws 6.25.0 for darwin_arm64, linux_amd64',
      'commit it; npm run synth puts a copy beside the JSON of each stack',
    ]);
  });

  it('adds a platform to the version that stands there; asked for what it has, it asks no registry', async () => {
    await lock({ platforms: ['linux_amd64'], versions: { aws: '5.100.0' } });
    const [first = ''] = hashesIn(file());
    await lock({ platforms: ['darwin_arm64'] });
    expect(file()).toContain('version     = "5.100.0"');
    expect(file()).toContain('# Platforms: darwin_arm64, linux_amd64');
    expect(hashesIn(file())).toHaveLength(2);
    expect(hashesIn(file())).toContain(first);
    const before = file();
    await lock({ mirror: '-fs-mirror=/nowhere' });
    expect(file()).toBe(before);
    expect(said.at(-2)).toBe(
      'terraform.lock.hcl is as it was: hashicorp/aws 5.100.0 for darwin_arm64, linux_amd64',
    );
  });

  it('moves forward and back with the platforms that it has, and says what going back means', async () => {
    await lock({ platforms: ['linux_amd64', 'darwin_arm64'], versions: { aws: '5.100.0' } });
    const before = hashesIn(file());
    await lock({ upgrade: true });
    expect(file()).toContain('version     = "6.25.0"');
    expect(hashesIn(file())).toHaveLength(2);
    expect(hashesIn(file()).filter((hash) => before.includes(hash))).toEqual([]);
    expect(said.at(-2)).toBe(
      'wrote terraform.lock.hcl: hashicorp/aws 6.25.0 for darwin_arm64, linux_amd64 (it was 5.100.0)',
    );
    await lock({ versions: { aws: '5.100.0' } });
    expect(hashesIn(file())).toEqual(before);
    expect(said.at(-2)).toMatch(/\(it was 6\.25\.0; what was deployed with it is refused from now on, .*\)$/);
  });

  it('gives stack images a file of its own, where the project has one', async () => {
    await lock({ platforms: ['linux_amd64'] }, [...STACKS, images]);
    expect(file('terraform.images.lock.hcl')).toContain(
      'provider "registry.terraform.io/kreuzwerker/docker" {\n  version     = "3.9.0"',
    );
    expect(file()).not.toContain('docker');
  });

  it('writes nothing at all where one of them fails', async () => {
    const refusal = await refusalOf(() => lock({ platforms: ['darwin_arm64'] }, [...STACKS, images]));
    expect(refusal).toBe(
      'terraform.images.lock.hcl: terraform providers lock of kreuzwerker/docker ended with 1; nothing was written; see its output above; without a registry, name a mirror that has every platform: --fs-mirror <folder> or --net-mirror <url> [provider-lock-failed]',
    );
    expect(said.join('\n')).toContain('darwin_arm64');
    expect(existsSync(join(root, 'terraform.lock.hcl'))).toBe(false);
  });

  it('writes a file anew that is no lock file', async () => {
    writeFileSync(join(root, 'terraform.lock.hcl'), '<<<<<<< HEAD\n');
    await lock({ platforms: ['linux_amd64'] });
    expect(file()).toContain('version     = "6.25.0"');
  });
});
