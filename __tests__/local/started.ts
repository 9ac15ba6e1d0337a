// `npm start` as a process of its own, heard through --json: real Envoys, the real services.
import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, mkdtempSync, symlinkSync } from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import type { MeshEvent } from '../../lib/local/report/events';
import { startOrphanReaper } from '../../lib/local/processes/orphan-reaper';
import { buildStale } from '../../lib/local/builds/stale-sources';
import { colorTeller } from '../../services';
import { envoyBinary } from '../support/envoy';

const project = join(__dirname, '..', '..');

export type Named<Name extends MeshEvent['event']> = Extract<MeshEvent, { event: Name }>;

export interface Started {
  readonly process: ChildProcess;
  readonly port: number;
  readonly events: readonly MeshEvent[];
  readonly stderr: () => string;
  /** The first event of the name that fits, since the last one that was waited for. */
  readonly until: <Name extends MeshEvent['event']>(
    name: Name,
    fits?: (event: Named<Name>) => boolean,
  ) => Promise<Named<Name>>;
  /** As typed. */
  readonly type: (line: string) => void;
  /** Answer of the gateway. */
  readonly get: (path: string) => Promise<{ readonly status: number; readonly text: string }>;
  /** The one that came up last. */
  readonly pidOf: (task: string, role: 'envoy' | 'service') => number;
  readonly ended: Promise<number | null>;
}

const all = new Set<Started>();

export interface StartSettings {
  readonly words?: readonly string[];
  /** Copy of the project. @default - the project itself */
  readonly root?: string;
  /** @default - the one of this machine */
  readonly envoy?: string;
  readonly port?: number;
  /** @default - dev */
  readonly stage?: string;
  /** @default - its own, without npm, which is quicker */
  readonly by?: 'npm';
}

export async function startMesh(settings: StartSettings = {}): Promise<Started> {
  const { words = [], root = project } = settings;
  const env = {
    ...process.env,
    ENVOY_BIN: settings.envoy ?? (await envoyBinary()),
    ...(settings.stage !== undefined && { MESH_STAGE: settings.stage }),
  };
  const port = settings.port ?? (await freePort());
  const given = ['--json', '--port', String(port), ...words];
  const [file, before] =
    settings.by === 'npm'
      ? ['npm', ['start', '--silent', '--']]
      : [process.execPath, ['-r', 'tsx/cjs', join('lib', 'commands', 'start.ts')]];
  const child = spawn(file, [...before, ...given], { cwd: root, env, stdio: ['pipe', 'pipe', 'pipe'] });
  const started = follow(child, port);
  all.add(started);
  return started;
}

/** For afterAll. */
export async function stopAll(): Promise<void> {
  const running = [...all].filter(
    ({ process: { exitCode, signalCode } }) => exitCode === null && signalCode === null,
  );
  await Promise.all(
    running.map(async ({ process, ended }) => {
      process.kill('SIGTERM');
      await ended;
    }),
  );
}

const WAIT_MS = 15_000;
/** On a fresh clone the services are built first. */
const BUILT_MS = 90_000;

function follow(child: ChildProcess, port: number): Started {
  const events: MeshEvent[] = [];
  let seen = 0;
  let stderr = '';
  if (child.stdout) createInterface(child.stdout).on('line', (line) => events.push(JSON.parse(line)));
  child.stderr?.on('data', (text) => (stderr += text));
  const ended = once(child, 'close').then(([code]): number | null => code);
  const until: Started['until'] = async (name, fits = () => true) => {
    for (
      const end = Date.now() + (name === 'running' ? BUILT_MS : WAIT_MS);
      Date.now() < end;
      await sleep(10)
    ) {
      for (; seen < events.length; seen += 1) {
        const event = events[seen];
        if (event?.event === name && fits(event as Named<typeof name>)) {
          seen += 1;
          return event as Named<typeof name>;
        }
      }
      if (child.exitCode !== null && seen >= events.length) break;
    }
    throw new Error(`no event ${name}: ${JSON.stringify(events.slice(-10), null, 1)}\n${stderr}`);
  };
  return {
    process: child,
    port,
    events,
    until,
    ended,
    stderr: () => stderr,
    type: (line) => child.stdin?.write(`${line}\n`),
    get: async (path) => {
      const answer = await fetch(`http://127.0.0.1:${port}${path}`, { headers: { connection: 'close' } });
      return { status: answer.status, text: await answer.text() };
    },
    pidOf: (task, role) => {
      const up = events.filter((event) => event.event === 'ready' || event.event === 'restarted');
      return up.findLast((event) => event.task === task && event.role === role)?.pid ?? 0;
    },
  };
}

/** A copy of the project that may be edited, with what is built. */
export async function copyProject(): Promise<string> {
  // What services share is found in the project itself, so it is built there.
  const machine = { PATH: process.env['PATH'] ?? '' };
  const interrupted = new AbortController().signal;
  const reaper = startOrphanReaper();
  try {
    await buildStale(colorTeller.at({ stage: 'dev' }), {
      root: project,
      machine,
      interrupted,
      reaper,
      tell: () => undefined,
    });
  } finally {
    // Else a build that fails leaves its shell, and Jest waits for it for ever.
    reaper.close();
  }
  const root = mkdtempSync(join(tmpdir(), 'local-'));
  for (const name of ['lib', 'services', 'cdktf.json', 'tsconfig.json', 'package.json'])
    cpSync(join(project, name), join(root, name), { recursive: true, preserveTimestamps: true });
  symlinkSync(join(project, 'node_modules'), join(root, 'node_modules'));
  return root;
}

/** Everything below a process, and not the process itself. */
export function descendantsOf(pid: number): number[] {
  const rows = execFileSync('ps', ['-A', '-o', 'pid=,ppid='], { encoding: 'utf8' }).trim().split('\n');
  const pairs = rows.map((row) => row.trim().split(/\s+/).map(Number));
  const below = (parent: number): number[] =>
    pairs.flatMap(([child = 0, of]) => (of === parent ? [child, ...below(child)] : []));
  return below(pid);
}

export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

/** Those that are still there after a while, which are ended then: a test that fails leaves nothing, either. */
export async function survivorsOf(pids: readonly number[]): Promise<number[]> {
  for (const end = Date.now() + 5_000; Date.now() < end && pids.some(isAlive);) await sleep(20);
  const survivors = pids.filter(isAlive);
  for (const pid of survivors) process.kill(pid, 'SIGKILL');
  return survivors;
}

export async function freePort(): Promise<number> {
  const server = createServer();
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const { port } = server.address() as AddressInfo; // It listens on TCP.
  await new Promise((resolve) => server.close(resolve));
  return port;
}

/** What each of the answers has, counted. */
export async function tally(count: number, ask: () => Promise<string>): Promise<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (let asked = 0; asked < count; asked += 1) {
    const answer = await ask();
    counts[answer] = (counts[answer] ?? 0) + 1;
  }
  return counts;
}
