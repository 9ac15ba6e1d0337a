/** Builds one service by its own script, to the end or not at all. */
import { spawn } from 'node:child_process';
import { existsSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { MeshError } from '../../mesh/checks/problem';
import { killGroup } from '../processes/child';
import type { Tell } from '../report/events';
import type { OrphanReaper } from '../processes/orphan-reaper';
import { buildFailed } from '../problems';

export interface SourceBuildRefs {
  readonly root: string;
  readonly machine: Readonly<Record<string, string>>;
  readonly reaper: OrphanReaper;
  readonly interrupted: AbortSignal;
  /** Hears what a build said that failed. */
  readonly tell: Tell;
}

/** An interrupted build leaves half of its files, which are as young as a whole one's: only this file says that it is over. */
const STAMP = join('dist', '.built');

/** When the last whole build began; undefined where there was none. */
export function lastBuildStart(folder: string): number | undefined {
  return statSync(join(folder, STAMP), { throwIfNoEntry: false })?.mtimeMs;
}

export async function buildSource(folder: string, refs: SourceBuildRefs): Promise<void> {
  const began = new Date();
  const { succeeded, said } = await runBuild(folder, refs);
  refs.interrupted.throwIfAborted();
  if (!succeeded) {
    refs.tell({ event: 'notice', text: said.trimEnd() });
    throw new MeshError([buildFailed(relative(refs.root, folder))]);
  }
  if (!existsSync(join(folder, 'dist'))) return;
  writeFileSync(join(folder, STAMP), '');
  // What was saved meanwhile may not be in it.
  utimesSync(join(folder, STAMP), began, began);
}

/** In a process group of its own, so that an interrupt ends compilers, too, and not npm alone. */
async function runBuild(
  folder: string,
  { machine, reaper, interrupted }: SourceBuildRefs,
): Promise<{ readonly succeeded: boolean; readonly said: string }> {
  interrupted.throwIfAborted();
  const child = spawn('npm', ['run', 'build', '--silent'], {
    cwd: folder,
    env: machine,
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (text: string) => (said += text));
  const ended = new Promise<number | null>((resolve) => {
    child.once('error', () => resolve(null));
    child.once('close', resolve);
  });
  const { pid } = child;
  if (pid === undefined) return { succeeded: (await ended) === 0, said };
  const kill = () => killGroup(pid, 'SIGKILL');
  reaper.add(pid);
  interrupted.addEventListener('abort', kill, { once: true });
  const code = await ended;
  interrupted.removeEventListener('abort', kill);
  reaper.remove(pid);
  return { succeeded: code === 0, said };
}
