/** Builds one service with its own script `build`, and records when a build is complete. */
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
  /** Receives the output of a build that failed. */
  readonly tell: Tell;
}

/** An interrupted build leaves new files too. Only this file shows that a build is complete. */
const STAMP = join('dist', '.built');

/** When the last complete build began; undefined if there was none. */
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
  // A file that was saved during the build may not be part of it, so the build counts from its start.
  utimesSync(join(folder, STAMP), began, began);
}

/** Runs in a process group of its own, so that an interrupt ends compilers too, not only npm. */
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
