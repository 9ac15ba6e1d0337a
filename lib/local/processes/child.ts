/** One running program: its output, its last lines, how it ended. */
import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import type { OrphanReaper } from './orphan-reaper';
import type { Program } from '../programs';

export interface Child {
  readonly pid: number | undefined;
  /** Resolves with the reason when it ends; never rejects. */
  readonly ended: Promise<string>;
  /** The last lines that it wrote. */
  readonly tail: () => readonly string[];
  readonly signal: (signal: NodeJS.Signals) => void;
}

const TAIL_LINES = 20;

/** Starts it in a process group of its own: Ctrl-C reaches it only through us, and its own children end with it. */
export function startChild(
  { file, words, cwd, environment }: Program,
  reaper: OrphanReaper,
  onLine: (line: string, stream: 'stdout' | 'stderr') => void,
): Child {
  const child = spawn(file, words, {
    cwd,
    env: environment,
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const { pid } = child;
  if (pid !== undefined) reaper.add(pid);
  const tail: string[] = [];
  for (const stream of ['stdout', 'stderr'] as const)
    createInterface(child[stream]).on('line', (line) => {
      tail.push(line);
      if (tail.length > TAIL_LINES) tail.shift();
      onLine(line, stream);
    });
  const signal = (name: NodeJS.Signals) => {
    if (pid !== undefined) killGroup(pid, name);
  };
  const ended = new Promise<string>((resolve) => {
    child.once('error', ({ message }) => resolve(message));
    // Its own children must end with it: otherwise they would keep its output open.
    child.once('exit', () => signal('SIGKILL'));
    child.once('close', (code, name) => {
      if (pid !== undefined) reaper.remove(pid);
      resolve(name === null ? `ended with ${code}` : `ended by ${name}`);
    });
  });
  return { pid, ended, tail: () => [...tail], signal };
}

export function killGroup(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(-pid, signal);
  } catch {
    // No process of the group is left.
  }
}
