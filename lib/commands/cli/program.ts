/** Runs another program. An interrupt ends that program gracefully and leaves no process. */
import { spawn, type StdioOptions } from 'node:child_process';
import { constants } from 'node:os';
import { killGroup } from '../../local/processes/child';
import { CommandEnd } from './command';

export interface ProgramOptions {
  readonly cwd: string;
  readonly env: Readonly<Record<string, string>>;
  /** Open files that the program inherits, from descriptor 3 on. @default [] */
  readonly inherits?: readonly number[];
  /** Open files that it writes to; its input is then empty. @default - its input and output are ours */
  readonly writesTo?: { readonly stdout: number; readonly stderr: number };
  /** Gets a line when the program is being stopped. @default - writes it to stderr */
  complain?(line: string): void;
  /** Called when the program has started. */
  onStart?(pid: number): void;
}

export const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** Whether such a program runs now, to which an interrupt is passed on. */
export const isProgramRunning = () => running > 0;
let running = 0;

/** Resolves with its exit code. */
export function runProgram(
  program: string,
  args: readonly string[],
  { cwd, env, inherits = [], writesTo, complain = console.error, onStart }: ProgramOptions,
): Promise<number> {
  return new Promise((resolve, reject) => {
    // A process group of its own, so that Ctrl-C reaches it only through us. Otherwise npm and the terminal would each
    // send a SIGINT, and a second SIGINT makes terraform drop its state and its lock.
    const own: StdioOptions = ['inherit', 'inherit', 'inherit'];
    const streams = writesTo === undefined ? own : ['ignore' as const, writesTo.stdout, writesTo.stderr];
    const stdio: StdioOptions = [...streams, ...inherits];
    const child = spawn(program, args, { cwd, env, stdio, detached: true });
    if (child.pid !== undefined) onStart?.(child.pid);
    running += 1;
    let interrupted: NodeJS.Signals | undefined;
    const interrupt = (signal: NodeJS.Signals): void => {
      if (interrupted === undefined) {
        interrupted = signal;
        complain(`\n${signal}: waiting for ${program} to stop and release its lock`);
        child.kill('SIGINT');
      }
    };
    const stop = (): void => void child.kill('SIGINT');
    const settle = (): void => {
      running -= 1;
      SIGNALS.forEach((signal) => process.off(signal, interrupt));
      process.off('exit', stop);
      // Ends the rest of its group, such as a provider whose terraform was killed.
      if (child.pid !== undefined) killGroup(child.pid, 'SIGKILL');
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

/** The number that shells use: 130 for SIGINT. */
function exitCodeOf(signal: NodeJS.Signals | null): number {
  return signal === null ? 1 : 128 + constants.signals[signal];
}
