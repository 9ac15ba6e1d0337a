import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describeContext, sourcePath, stageContext } from '../../lib/sources';

const ROOT = join(__dirname, '..', '..');
const SOURCE = sourcePath('color-teller', 'client');
const directory = mkdtempSync(join(tmpdir(), 'meshwright-stage-'));

beforeAll(() => {
  const described = describeContext(ROOT, SOURCE);
  if (described.kind === 'problems') throw new Error('not a context');
  stageContext(described.context, directory);
});
afterAll(() => rmSync(directory, { recursive: true }));

/** npm's own cache first, so that the test asks the registry for nothing that this machine has. */
function npm(...command: string[]): void {
  execFileSync('npm', [...command, '--ignore-scripts', '--prefer-offline'], {
    cwd: directory,
    stdio: 'pipe',
  });
}

/** The commands of the service's Dockerfile, where no container engine is at hand. */
describe('a staged context', () => {
  it('has a lock file as npm itself would have written it', () => {
    const lock = () => JSON.parse(readFileSync(join(directory, 'package-lock.json'), 'utf8')) as object;
    const ours = lock();
    npm('install', '--package-lock-only');
    expect(lock()).toEqual(ours);
  }, 120_000);

  it('installs with npm ci', () => {
    npm('ci', '--workspaces');
    expect(existsSync(join(directory, 'node_modules/express'))).toBe(true);
    expect(existsSync(join(directory, 'node_modules/cdktf'))).toBe(false);
  }, 120_000);

  it('builds from nothing but what it holds', () => {
    npm('run', 'build', '--workspace', SOURCE);
    expect(existsSync(join(directory, SOURCE, 'dist/main.js'))).toBe(true);
  }, 120_000);

  it('is left with what runs when development packages are dropped', () => {
    npm('prune', '--omit=dev');
    expect(existsSync(join(directory, 'node_modules/express'))).toBe(true);
    expect(existsSync(join(directory, 'node_modules/typescript'))).toBe(false);
  }, 120_000);
});
