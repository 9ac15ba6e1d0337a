// Real Envoy processes for tests: found or installed, started, asked, and ended however the test ends.
import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import {
  envoyFolder,
  envoyIn,
  fillEnvoyFolder,
  findEnvoy,
  whyNotInstallable,
} from '../../lib/local/builds/envoy-binary';
import type { ContainerDefinition } from '../../lib/ecs/containers/container-definition';
import { envoyCommand, type EnvoyCommand } from '../../lib/ecs/containers/envoy-container';
import { BOOTSTRAP_VARIABLE, fitsArgument, packBootstrap } from '../../lib/ecs/containers/packed-bootstrap';
import type { Bootstrap } from '../../lib/targets/envoy';
import { get, type Reply, request } from './http';
import { whyOneAddress } from './loopback';
import { buildOnce } from './once';

const cache = join(__dirname, '..', '..', '.cache');

export interface Envoy {
  /** What it has printed: its access log on one stream, its own log on the other. */
  readonly output: () => string;
  readonly log: () => string;
  readonly admin: (path: string, method?: 'GET' | 'POST') => Promise<Reply>;
  /** Exit code, or null where a signal ended it. */
  readonly ended: Promise<number | null>;
  /** As ECS does at last: with SIGKILL. */
  readonly stop: () => Promise<void>;
}

/** `describe` for tests that need Envoy: a loud skip where there is none, a failure with CI=true. */
export function describeWithEnvoy(title: string, body: () => void): void {
  describeUnless(whyNoEnvoy(), title, body);
}

/** The same for tests of several tasks, each with its Envoy at an address of its own. */
export function describeDataPlane(title: string, body: () => void): void {
  describeUnless(whyNoEnvoy() ?? whyOneAddress(), title, body);
}

function describeUnless(reason: string | undefined, title: string, body: () => void): void {
  if (reason === undefined) return void describe(title, body);
  if (process.env['CI'] === 'true') {
    return void describe(title, () => {
      test('what it needs is there', () => {
        throw new Error(reason);
      });
    });
  }
  console.warn(`SKIPPED: ${title}: ${reason}`);
  describe.skip(title, body);
}

/** Path of the binary; the first test that asks on a fresh clone installs it, the others wait. */
export async function envoyBinary(): Promise<string> {
  const found = findInstalled();
  if (found !== undefined) return found;
  const folder = envoyFolder(cache);
  await buildOnce(folder, fillEnvoyFolder);
  return envoyIn(folder);
}

export interface EnvoyStart {
  /** Words before the command. @default [] */
  readonly within?: readonly string[];
  /** Starts it as this container of a task definition; only the bootstrap is another. @default - as `envoyCommand` says */
  readonly container?: ContainerDefinition | undefined;
}

/** Resolves when it serves; rejects with its log where it refuses its bootstrap. */
export async function startEnvoy(bootstrap: Bootstrap, start: EnvoyStart = {}): Promise<Envoy> {
  const { entryPoint, command, environment } = await commandOf(JSON.stringify(bootstrap), start);
  // A test that reads the access log would wait ten seconds.
  const options = ['--file-flush-interval-msec', '50'];
  const child = spawnOnLeash([...(start.within ?? []), ...entryPoint, ...command, ...options], environment);
  const { address, port_value: port } = bootstrap.admin.address.socket_address;
  const envoy = watch(child, { host: address, port });
  await untilReady(envoy);
  return envoy;
}

/** What `envoy --mode validate` prints, and whether it accepts the bootstrap. */
export async function validateBootstrap(
  bootstrap: unknown,
): Promise<{ readonly ok: boolean; readonly log: string }> {
  const { entryPoint, command, environment } = await commandOf(JSON.stringify(bootstrap), {});
  const child = spawnOnLeash([...entryPoint, ...command, '--mode', 'validate'], environment);
  const { log, ended } = watch(child, { host: '127.0.0.1', port: 0 });
  return { ok: (await ended) === 0, log: log() };
}

async function commandOf(text: string, { container }: EnvoyStart): Promise<EnvoyCommand> {
  const program = await envoyBinary();
  if (container === undefined) {
    const kind = fitsArgument(text) ? 'text' : 'packed';
    return envoyCommand({ program, concurrency: 1, logLevel: 'warn', config: { kind, text } });
  }
  const { entryPoint = [], command = [] } = container;
  // The image has Envoy on its path.
  return {
    entryPoint: entryPoint.map((word) => (word === 'envoy' ? program : word)),
    command,
    environment: { [BOOTSTRAP_VARIABLE]: packBootstrap(text) },
  };
}

function whyNoEnvoy(): string | undefined {
  if (findInstalled() !== undefined) return undefined;
  const reason = whyNotInstallable();
  return (
    reason &&
    `the tests of the data plane need Envoy, and it cannot be installed: ${reason} (set ENVOY_BIN to name one)`
  );
}

function findInstalled(): string | undefined {
  return findEnvoy({ named: process.env['ENVOY_BIN'], cache });
}

/**
 * A shell between us and a program, which kills it when its standard input closes; the system closes that for us if this
 * process is killed. A background job's input would be /dev/null, hence the third descriptor.
 */
const LEASH =
  'exec 3<&0; "$@" </dev/null & pid=$!; (cat <&3 >/dev/null; kill -9 $pid 2>/dev/null) & wait $pid';

export function spawnOnLeash(
  command: readonly string[],
  environment: Readonly<Record<string, string>> = {},
): ChildProcess {
  const env = { ...process.env, ...environment };
  return spawn('sh', ['-c', LEASH, 'sh', ...command], { env, stdio: ['pipe', 'pipe', 'pipe'] });
}

function watch(child: ChildProcess, admin: { readonly host: string; readonly port: number }): Envoy {
  const text = { output: '', log: '' };
  child.stdout?.setEncoding('utf8').on('data', (chunk: string) => (text.output += chunk));
  child.stderr?.setEncoding('utf8').on('data', (chunk: string) => (text.log += chunk));
  const ended = new Promise<number | null>((resolve) => child.once('exit', resolve));
  const closed = new Promise<void>((resolve) => child.once('close', () => resolve()));
  // The leash holds on until its input closes.
  void ended.then(() => child.stdin?.end());
  child.stdin?.on('error', () => undefined);
  return {
    output: () => text.output,
    log: () => text.log,
    ended,
    admin: (path, method = 'GET') =>
      method === 'GET' ? get({ ...admin, path }) : request({ ...admin, path, method }),
    stop: async () => {
      child.stdin?.end();
      await closed;
    },
  };
}

const START_TIMEOUT_MS = 20_000;

async function untilReady(envoy: Envoy): Promise<void> {
  let isOver = false;
  void envoy.ended.then(() => (isOver = true));
  const end = Date.now() + START_TIMEOUT_MS;
  while (!isOver && Date.now() < end) {
    const reply = await envoy.admin('/ready').catch(() => undefined);
    if (reply?.status === 200) return;
    await sleep(20);
  }
  await envoy.stop();
  throw new Error(`Envoy does not serve:\n${envoy.log().slice(-4000)}`);
}
