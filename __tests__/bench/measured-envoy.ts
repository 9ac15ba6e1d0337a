/** A real Envoy whose CPU time and memory are read, on Linux: from /proc, and from its admin server. */
import { readdirSync, readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import type { SocketAddress } from '../../lib/targets/envoy/bootstrap/address';
import { descendantsOf } from '../local/started';
import { envoyBinary, spawnOnLeash } from '../support/envoy';
import { get } from '../support/http';

/** In MiB. */
export interface Memory {
  /** What its parts hold, as it says itself: steady from one start to the next. */
  readonly allocated: number;
  /** What the machine gives it, its program's pages included. */
  readonly resident: number;
}

export interface MeasuredEnvoy {
  /** CPU time of all its threads since its start. */
  readonly cpuMicroseconds: () => number;
  readonly memory: () => Promise<Memory>;
  readonly stop: () => Promise<void>;
}

/** The fields of every bootstrap, ours or written by hand. */
export interface AnyBootstrap {
  readonly admin: { readonly address: SocketAddress };
}

const START_TIMEOUT_MS = 20_000;
/** Logs go nowhere: what takes them must not count. */
const SILENT = ['sh', '-c', 'exec "$@" >/dev/null 2>&1', 'sh'];
const OPTIONS = ['--concurrency', '1', '--disable-hot-restart', '--log-level', 'warn'];

export async function startMeasuredEnvoy(bootstrap: AnyBootstrap): Promise<MeasuredEnvoy> {
  // With every page of the admin server, since tasks do not answer `/memory`.
  const open = { ...bootstrap, admin: { address: bootstrap.admin.address } };
  const command = [...SILENT, await envoyBinary(), ...OPTIONS, '--config-yaml', JSON.stringify(open)];
  const leash = spawnOnLeash(command);
  const closed = new Promise<void>((resolve) => leash.once('close', () => resolve()));
  const stop = async () => {
    leash.stdin?.end();
    await closed;
  };
  const { address: host, port_value: port } = bootstrap.admin.address.socket_address;
  const ask = (path: string) => get({ host, port, path });
  if (!(await isReady(ask))) {
    await stop();
    throw new Error(`no Envoy serves at ${host}`);
  }
  const pid = envoyBelow(leash.pid ?? 0);
  return {
    cpuMicroseconds: () => cpuOf(pid),
    memory: async () => ({
      allocated:
        Number((JSON.parse((await ask('/memory')).body) as { allocated: string }).allocated) / 2 ** 20,
      resident: residentOf(pid),
    }),
    stop,
  };
}

async function isReady(ask: (path: string) => Promise<{ readonly status: number }>): Promise<boolean> {
  for (const end = Date.now() + START_TIMEOUT_MS; Date.now() < end; await sleep(20)) {
    const reply = await ask('/ready').catch(() => undefined);
    if (reply?.status === 200) return true;
  }
  return false;
}

function envoyBelow(leash: number): number {
  const pid = descendantsOf(leash).find((each) => read(each, 'comm').trim() === 'envoy');
  if (pid === undefined) throw new Error('the Envoy that serves is not ours');
  return pid;
}

/** In nanoseconds, where `stat` counts hundredths of a second. */
function cpuOf(pid: number): number {
  const threads = readdirSync(`/proc/${pid}/task`);
  const nanoseconds = threads.map((thread) => Number(read(pid, `task/${thread}/schedstat`).split(' ')[0]));
  return nanoseconds.reduce((sum, each) => sum + each, 0) / 1000;
}

function residentOf(pid: number): number {
  return Number(/^VmRSS:\s+(\d+) kB$/m.exec(read(pid, 'status'))?.[1]) / 1024;
}

function read(pid: number, file: string): string {
  return readFileSync(`/proc/${pid}/${file}`, 'utf8');
}
