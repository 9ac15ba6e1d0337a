import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { formatProblem } from '../../lib/mesh/checks/problem';
import { describeLock, placeProviderLocks, readProviderLocks } from '../../lib/project/provider-lock';

/** As terraform 1.11 writes it. */
const written = `# This file is maintained automatically by "terraform init".
# Manual edits may be lost in future updates.

provider "registry.terraform.io/hashicorp/aws" {
  version     = "5.100.0"
  constraints = ">= 5.100.0, < 7.0.0"
  hashes = [
    "h1:mGUG2gE8ezLIIoPNhsID7e6OMgX3VAVdvHkWOMujk3s=",
    "zh:054b8dd49f0549c9a7cc27d159e45327b7b65cf404da5e5a20da154b90b8a644",
  ]
}
`;
const docker = written
  .replace('hashicorp/aws', 'kreuzwerker/docker')
  .replace('"5.100.0"', '"3.6.2"')
  .replace('>= 5.100.0, < 7.0.0', '>= 3.6.2, < 4.0.0');

describe('lock files of the project', () => {
  let root: string;
  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), 'provider-lock-'));
  });
  afterEach(() => rmSync(root, { recursive: true, force: true }));

  const problemsOf = (text: string, file = 'terraform.lock.hcl') => {
    writeFileSync(join(root, file), text);
    return readProviderLocks(root).problems.map(formatProblem);
  };

  it('say whose they are and for which platforms, and name the one version', () => {
    expect(describeLock('aws', written, ['linux_amd64', 'darwin_arm64'])).toBe(
      `# The provider of all stacks but those that build images. Written by: npm run providers:lock
# Platforms: darwin_arm64, linux_amd64

provider "registry.terraform.io/hashicorp/aws" {
  version     = "5.100.0"
  constraints = "5.100.0"
  hashes = [
    "h1:mGUG2gE8ezLIIoPNhsID7e6OMgX3VAVdvHkWOMujk3s=",
    "zh:054b8dd49f0549c9a7cc27d159e45327b7b65cf404da5e5a20da154b90b8a644",
  ]
}
`,
    );
  });

  it('are written the same when they are described again', () => {
    const once = describeLock('aws', written, ['linux_amd64']);
    expect(describeLock('aws', once, ['linux_amd64'])).toBe(once);
  });

  it('are read with their version and platforms', () => {
    const text = describeLock('aws', written, ['linux_amd64', 'darwin_arm64']);
    writeFileSync(join(root, 'terraform.lock.hcl'), text);
    writeFileSync(join(root, 'terraform.images.lock.hcl'), docker);
    expect(readProviderLocks(root)).toEqual({
      problems: [],
      locks: {
        aws: {
          provider: 'aws',
          file: 'terraform.lock.hcl',
          address: 'registry.terraform.io/hashicorp/aws',
          version: '5.100.0',
          platforms: ['darwin_arm64', 'linux_amd64'],
          text,
        },
        docker: {
          provider: 'docker',
          file: 'terraform.images.lock.hcl',
          address: 'registry.terraform.io/kreuzwerker/docker',
          version: '3.6.2',
          text: docker,
        },
      },
    });
  });

  it('need not be there', () => {
    expect(readProviderLocks(root)).toEqual({ locks: {}, problems: [] });
  });

  it.each([
    ['nothing', ''],
    ['another provider', docker],
    ['two providers', written + docker],
    ['a merge that is not done', written.replace('provider "', '<<<<<<< HEAD\nprovider =')],
  ])('with %s are refused', (_what, text) => {
    expect(problemsOf(text)).toEqual([
      'terraform.lock.hcl: must be a lock file of terraform that names hashicorp/aws and no other provider; delete it, and run npm run providers:lock [provider-lock]',
    ]);
  });

  it.each(['5.99.0', '7.0.0', '6.0.0-beta1'])(
    'with version %s, which the JSON is not written for, are refused',
    (version) => {
      expect(problemsOf(written.replace('"5.100.0"', `"${version}"`))).toEqual([
        `terraform.lock.hcl: must pin a version of hashicorp/aws that is >= 5.100.0, < 7.0.0, got "${version}"; run npm run providers:lock -- --upgrade [provider-lock-range]`,
      ]);
    },
  );

  it('go beside the JSON of each stack that has the provider, in place of what an init left there', () => {
    const stacks = [
      { name: 'state', part: 'state', reads: [] },
      { name: 'dev-shop-images', part: 'images', reads: [] },
      { name: 'dev-shop', part: 'application', reads: [] },
    ] as const;
    const lockIn = (stack: string) => join(root, 'out', 'stacks', stack, '.terraform.lock.hcl');
    for (const { name } of stacks) {
      mkdirSync(join(root, 'out', 'stacks', name), { recursive: true });
      writeFileSync(lockIn(name), 'of an init');
    }
    writeFileSync(join(root, 'terraform.lock.hcl'), written);
    const { locks } = readProviderLocks(root);
    placeProviderLocks(join(root, 'out'), { stacks, providerLocks: locks });
    expect(stacks.map(({ name }) => readFileSync(lockIn(name), 'utf8'))).toEqual([
      written,
      // No Docker provider is pinned here: what its own init took stays.
      'of an init',
      written,
    ]);
  });
});
