// The drain container's script, as a process: started, asked as ECS asks its container, told to stop, and ended.
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { drainScript } from '../../lib/ecs/containers/drain';
import { type Gate, gateCheck, gateScript } from '../../lib/ecs/containers/first-answer';

export interface DrainProcess {
  readonly output: () => string;
  /** The gate is open, by the name that the process has. */
  readonly isOpen: () => boolean;
  /** What the container's health check says, if it says it soon: ECS's own patience is a minute. */
  readonly check: () => 'healthy' | 'waits' | 'unhealthy';
  readonly isAlive: () => boolean;
  /** SIGTERM; resolves with how long it went on, in milliseconds, and its exit code. */
  readonly leave: () => Promise<{ readonly milliseconds: number; readonly code: number | null }>;
  /** SIGKILL, to all that it has started. */
  readonly kill: () => void;
}

export interface DrainProcessProps {
  /** Address of the task. */
  readonly address: string;
  readonly times?: { readonly hear: number; readonly most: number };
  readonly gate?: Gate;
  /** Seconds. */
  readonly patience?: number;
}

/** Resolves when it has set its trap. */
export async function startDrain(props: DrainProcessProps): Promise<DrainProcess> {
  const { address, times = { hear: 1, most: 1 }, gate, patience } = props;
  const script = drainScript(times, gate && gateScript(gate, patience), { host: address, port: 9901 });
  const child = spawn('bash', ['-c', script], { stdio: ['ignore', 'pipe', 'inherit'], detached: true });
  let output = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => (output += text));
  const { pid = 0 } = child;
  // Its trap stands when it has started something to wait for.
  while (!hasChildren(pid)) await new Promise((resolve) => setTimeout(resolve, 20));
  return {
    output: () => output,
    isOpen: () => nameOf(pid) === 'open',
    check: () => check(pid),
    isAlive: () => child.exitCode === null && child.signalCode === null,
    leave: () => leave(child),
    kill: () => {
      try {
        process.kill(-pid, 'SIGKILL');
      } catch {
        // It has ended.
      }
    },
  };
}

function nameOf(pid: number): string {
  return readFileSync(`/proc/${pid}/comm`, 'utf8').trim();
}

function hasChildren(pid: number): boolean {
  return readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim() !== '';
}

function check(pid: number): ReturnType<DrainProcess['check']> {
  const [, program = '', ...words] = gateCheck(pid).command;
  const { status, signal } = spawnSync(program, words, { timeout: 500, killSignal: 'SIGKILL' });
  return signal !== null ? 'waits' : status === 0 ? 'healthy' : 'unhealthy';
}

async function leave(child: ChildProcess): Promise<{ milliseconds: number; code: number | null }> {
  const start = Date.now();
  child.kill('SIGTERM');
  const [code] = (await once(child, 'exit')) as [number | null];
  return { milliseconds: Date.now() - start, code };
}
