/** The steps of the services' Dockerfiles on their staged contexts, with this machine's npm instead of an engine. */
import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, lstatSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describeContext, stageContext } from '../../../lib/project/sources';
import { type BuiltFolder, followDockerfile, readDockerfile } from '../../support/dockerfile';
import { shippedSources } from '../../support/shipped';

const ROOT = join(__dirname, '..', '..', '..');

/** What the application gives each source, as far as it does not start without. */
const environments: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'services/color-teller/backend': { COLOR: 'red' },
  'services/color-teller/client': { COLOR_BACKEND: 'http://127.0.0.1:1' },
  'services/ecsworkshop/frontend': { CRYSTAL_URL: 'http://127.0.0.1:1', NODEJS_URL: 'http://127.0.0.1:1' },
};

describe.each(shippedSources())('the staged context of %s', (source) => {
  const scratch = mkdtempSync(join(tmpdir(), 'meshwright-stage-'));
  const context = join(scratch, 'context');
  let built: BuiltFolder;

  beforeAll(() => {
    const described = describeContext(ROOT, source);
    if (described.kind === 'problems') throw new Error('not a context');
    stageContext(described.context, context);
  });
  afterAll(() => rmSync(scratch, { recursive: true }));

  it('builds by every step of its Dockerfile from nothing but what it holds', () => {
    const before = listing(context);
    built = followDockerfile(readDockerfile(join(context, source, 'Dockerfile')), context, scratch);
    expect(existsSync(join(built.root, 'app', source, 'dist/main.js'))).toBe(true);
    expect(listing(context)).toEqual(before);
  }, 240_000);

  it('writes down what it is made of, for a service that tells its commit', () => {
    const file = join(built.root, 'app', source, 'code_hash.txt');
    const written = existsSync(file) ? readFileSync(file, 'utf8') : 'none';
    expect(written).toMatch(source.includes('/ecsworkshop/') ? /^[0-9a-f]{7}\n$/ : /^none$/);
  });

  it('leaves in the image what runs, and nothing of what built it or of the rest of the project', () => {
    const has = (name: string) => existsSync(join(built.root, 'app/node_modules', name));
    expect({
      express: has('express'),
      typescript: has('typescript'),
      vite: has('vite'),
      cdktf: has('cdktf'),
    }).toEqual({
      express: true,
      typescript: false,
      vite: false,
      cdktf: false,
    });
  });

  it('starts from the folder of the image, answers, writes nothing, and ends in peace when it is told to', async () => {
    const before = listing(built.root);
    const port = await freePort();
    const child = start(built, { ...environments[source], PORT: String(port) });
    try {
      expect(await health(child, port)).toBe(200);
      child.kill('SIGTERM');
      expect(await once(child, 'exit')).toEqual([0, null]);
    } finally {
      child.kill('SIGKILL');
    }
    expect(listing(built.root)).toEqual(before);
  }, 30_000);

  it('has a lock file as npm itself would have written it', () => {
    const lock = () => JSON.parse(readFileSync(join(context, 'package-lock.json'), 'utf8')) as object;
    const ours = lock();
    const command = ['install', '--package-lock-only', '--ignore-scripts', '--prefer-offline'];
    execFileSync('npm', command, { cwd: context, stdio: 'pipe' });
    expect(lock()).toEqual(ours);
  }, 120_000);
});

/** With what the image and the task give it, and nothing of this machine: no home, no folder to write to. */
function start(
  { root, workdir, environment, command: [program, ...args] }: BuiltFolder,
  given: Readonly<Record<string, string>>,
): ChildProcess {
  expect(program).toBe('node');
  const env = { ...environment, ...given, HOME: '/nowhere', TMPDIR: '/nowhere' };
  return spawn(process.execPath, args, { cwd: join(root, workdir), env, stdio: 'inherit' });
}

async function health(child: ChildProcess, port: number): Promise<number> {
  for (let tries = 0; tries < 200 && child.exitCode === null; tries++) {
    const answer = await fetch(`http://127.0.0.1:${port}/health`).catch(() => undefined);
    if (answer) return answer.status;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error(`nobody answers at port ${port}; the service ended with ${child.exitCode}`);
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

/** Path, size and time of every file. */
function listing(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .map((entry) => {
      const path = join(entry.parentPath, entry.name);
      const { size, mtimeMs } = lstatSync(path);
      return `${path} ${size} ${mtimeMs}`;
    })
    .sort();
}
