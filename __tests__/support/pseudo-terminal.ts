/** Runs a program in a pseudo-terminal, as if a person sat there, and keeps what its screen shows. */
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { openScreen, type Screen } from './screen';

export interface PseudoTerminal {
  readonly process: ChildProcess;
  readonly screen: Screen;
  readonly type: (text: string) => void;
  readonly until: (what: string, isSo: (rows: readonly string[]) => boolean) => Promise<void>;
  /** Exit code of the program. */
  readonly ended: Promise<number | null>;
}

export interface PseudoTerminalOptions {
  readonly columns: number;
  readonly cwd: string;
  readonly env: NodeJS.ProcessEnv;
}

const WAIT_MS = 60_000;
/** Python has pseudo-terminals on every system, and Node has none. */
const SPAWN = 'import os, pty, sys; sys.exit(os.waitstatus_to_exitcode(pty.spawn(sys.argv[1:])))';

export function describeWithPseudoTerminal(title: string, body: () => void): void {
  const has = spawnSync('python3', ['-c', 'import pty']).status === 0;
  if (has || process.env['CI'] === 'true') return describe(title, body);
  console.warn(`SKIPPED ${title}: python3 makes pseudo-terminals, and there is none`);
  describe.skip(title, body);
}

/** `words` are a program and its arguments. */
export function openPseudoTerminal(
  words: readonly string[],
  { columns, cwd, env }: PseudoTerminalOptions,
): PseudoTerminal {
  const sized = ['sh', '-c', `stty cols ${columns} rows 40 && exec "$@"`, 'sh', ...words];
  const child = spawn('python3', ['-c', SPAWN, ...sized], { cwd, env: { ...env, TERM: 'xterm' } });
  const screen = openScreen(columns);
  child.stdout.setEncoding('utf8').on('data', screen.write);
  child.stderr.setEncoding('utf8').on('data', screen.write);
  return {
    process: child,
    screen,
    type: (text) => void child.stdin.write(text),
    until: async (what, isSo) => {
      for (const end = Date.now() + WAIT_MS; !isSo(screen.rows()); await sleep(20))
        if (Date.now() > end || child.exitCode !== null)
          throw new Error(`the screen never shows ${what}:\n${screen.rows().join('\n')}`);
    },
    ended: once(child, 'close').then(([code]): number | null => code),
  };
}
