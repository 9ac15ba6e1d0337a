/** For the tests of every service: an app on a free port, and a service as a real process. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer, type RequestListener, type Server } from 'node:http';
import { type AddressInfo } from 'node:net';
import { createInterface } from 'node:readline';

export interface Listening {
  readonly url: string;
  readonly port: number;
  readonly close: () => Promise<void>;
}

/** `app` over real HTTP, on a port that the system chooses. */
export async function listen(app: RequestListener | Server): Promise<Listening> {
  const server = typeof app === 'function' ? createServer(app) : app;
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const { port } = server.address() as AddressInfo; // It listens on TCP.
  const close = async () => {
    server.closeAllConnections();
    if (server.listening) await new Promise((resolve) => server.close(resolve));
  };
  return { url: `http://127.0.0.1:${port}`, port, close };
}

export type LogLine = Readonly<Record<string, unknown>>;

export interface Ended {
  readonly code: number | null;
  readonly lines: readonly LogLine[];
  readonly stderr: string;
}

export interface Running {
  readonly url: string;
  readonly port: number;
  readonly process: ChildProcess;
  readonly ended: Promise<Ended>;
}

const children = new Set<ChildProcess>();

/** Runs a TypeScript file as `node` would run what is built from it, with `environment` and nothing else in it. */
export function run(file: string, environment: Readonly<Record<string, string>> = {}) {
  const child = spawn(process.execPath, ['--import', 'tsx', '--conditions=source', file], {
    cwd: __dirname,
    env: environment,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  children.add(child);
  const lines: LogLine[] = [];
  let stderr = '';
  const stdout = createInterface(child.stdout).on('line', (line) => lines.push(JSON.parse(line) as LogLine));
  child.stderr.on('data', (text) => (stderr += text));
  const ended = once(child, 'close').then(([code]): Ended => ({ code, lines, stderr }));
  return { process: child, stdout, ended };
}

/** The process, once it has written its start line. */
export async function start(
  file: string,
  environment: Readonly<Record<string, string>> = {},
): Promise<Running> {
  const { process, stdout, ended } = run(file, { PORT: '0', ...environment });
  const [first] = await Promise.race([once(stdout, 'line'), ended.then(() => [])]);
  const { event, port } = JSON.parse(first ?? '{}') as LogLine;
  if (event !== 'start') throw new Error(`${file} did not start: ${JSON.stringify(await ended)}`);
  return { url: `http://127.0.0.1:${port}`, port: Number(port), process, ended };
}

/** For afterAll: whatever a failed test has left running. */
export function killAll(): void {
  for (const child of children) child.kill('SIGKILL');
  children.clear();
}
