/** Runs another program, so that an interrupt ends it gracefully and leaves nothing running. */
import { type ChildProcess, spawn, type StdioOptions } from 'node:child_process';
import { constants } from 'node:os';
import { CommandEnd } from './command';

export interface ProgramOptions {
  readonly cwd: string;
  readonly env: Readonly<Record<string, string>>;
  /** Open file that it gets as well, as its fourth. */
  readonly inherits?: number;
  /** It runs. */
  onStart?(pid: number): void;
}

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** Resolves with its exit code. Its input and output are ours. */
export function runProgram(
  program: string,
  args: readonly string[],
  { cwd, env, inherits, onStart }: ProgramOptions,
): Promise<number> {
  return new Promise((resolve, reject) => {
    // A group of its own, so that Ctrl-C reaches it through us alone: npm and the terminal both send one, and the second
    // SIGINT makes terraform drop its state and its lock.
    const stdio: StdioOptions = [
      'inherit',
      'inherit',
      'inherit',
      ...(inherits === undefined ? [] : [inherits]),
    ];
    const child = spawn(program, args, { cwd, env, stdio, detached: true });
    if (child.pid !== undefined) onStart?.(child.pid);
    let interrupted: NodeJS.Signals | undefined;
    const interrupt = (signal: NodeJS.Signals): void => {
      if (interrupted === undefined) {
        interrupted = signal;
        console.error(`\n${signal}: waiting for ${program} to stop and release its lock`);
        child.kill('SIGINT');
      }
    };
    const stop = (): void => void child.kill('SIGINT');
    const settle = (): void => {
      SIGNALS.forEach((signal) => process.off(signal, interrupt));
      process.off('exit', stop);
      killGroup(child);
    };
    SIGNALS.forEach((signal) => process.on(signal, interrupt));
    process.once('exit', stop);
    child.once('error', (error) => {
      settle();
      reject(error);
    });
    child.once('exit', (code, signal) => {
      settle();
      if (interrupted === undefined) resolve(code ?? exitCodeOf(signal));
      else reject(new CommandEnd(exitCodeOf(interrupted)));
    });
  });
}

/** As shells count: 130 for SIGINT. */
function exitCodeOf(signal: NodeJS.Signals | null): number {
  return signal === null ? 1 : 128 + constants.signals[signal];
}

/** Whatever of its group is left, such as a provider of a terraform that was killed. */
function killGroup({ pid }: ChildProcess): void {
  if (pid === undefined) return;
  try {
    process.kill(-pid, 'SIGKILL');
  } catch {
    // Nothing is.
  }
}
