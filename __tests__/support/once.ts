// Something expensive that is built once for all jest workers (a Python environment, a provider's download).
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

/**
 * Returns when the folder `target` is there. The first process to ask builds it under another name and renames it, so
 * that a half-built one is never seen; the others wait.
 */
export async function buildOnce(target: string, build: (folder: string) => Promise<void>): Promise<void> {
  mkdirSync(dirname(target), { recursive: true });
  while (!existsSync(target)) {
    if (takeLock(target)) {
      try {
        if (!existsSync(target)) await buildAndRename(target, build);
      } finally {
        rmSync(lockOf(target), { force: true });
      }
    } else {
      await sleep(200);
    }
  }
}

const lockOf = (target: string): string => `${target}.lock`;
const buildingOf = (target: string, pid: number): string => `${target}.building-${pid}`;

async function buildAndRename(target: string, build: (folder: string) => Promise<void>): Promise<void> {
  const folder = buildingOf(target, process.pid);
  rmSync(folder, { recursive: true, force: true });
  await build(folder);
  renameSync(folder, target);
}

/** The lock file holds the owner's process id: the lock of a process that was killed is taken over. */
function takeLock(target: string): boolean {
  const lock = lockOf(target);
  try {
    writeFileSync(lock, String(process.pid), { flag: 'wx' });
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    const owner = ownerOf(lock);
    if (!isAlive(owner)) {
      rmSync(buildingOf(target, owner), { recursive: true, force: true });
      rmSync(lock, { force: true });
    }
    return false;
  }
}

function ownerOf(lock: string): number {
  try {
    return Number(readFileSync(lock, 'utf8'));
  } catch {
    return 0; // Released between the two looks.
  }
}

function isAlive(pid: number): boolean {
  // 0: the owner has made the file and not yet written its number, or has just released it.
  if (pid === 0) return true;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
