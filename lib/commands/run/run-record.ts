/**
 * Which commands run in this project: each has a folder with a record of what it does and a pipe that it holds open.
 *
 * A process that holds the pipe is alive: the operating system knows this better than a file. A command that is killed
 * leaves no lock behind. The terraform that it started holds the pipe from its start on.
 */
import { execFileSync } from 'node:child_process';
import {
  closeSync,
  constants,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';

export interface RunRecord {
  /** `deploy` */
  readonly command: string;
  readonly pid: number;
  /** The machine or container whose process numbers these are. */
  readonly host: string;
  /** ISO 8601, UTC. */
  readonly since: string;
  /** It changes what is deployed, so it runs alone. */
  readonly isExclusive: boolean;
  /** The stacks that it works on. */
  readonly stacks: readonly string[];
  /** What terraform does for it. @default - nothing at the moment */
  readonly terraform?: TerraformCall;
}

export interface TerraformCall {
  readonly stack: string;
  readonly subcommand: string;
  /** @default - the command is starting */
  readonly pid?: number;
}

export interface OtherRun {
  readonly folder: string;
  readonly record: RunRecord;
}

const PIPE = 'alive';
const RECORD = 'run.json';
/** The record of a folder, once it is complete. */
const PREFIX = 'run-';
/** The record of a folder that is being made, which takes milliseconds. */
export const EARLY_PREFIX = 'new-run-';
const EARLY_MS = 60_000;

/** Makes the pipe. A process that inherits the returned descriptor counts as alive too. */
export function openPipe(folder: string): number {
  execFileSync('mkfifo', ['-m', '600', join(folder, PIPE)]);
  return openSync(join(folder, PIPE), constants.O_RDONLY | constants.O_NONBLOCK);
}

/** Writes the whole record or nothing, because other commands read it meanwhile. */
export function writeRecord(folder: string, record: RunRecord): void {
  writeFileSync(join(folder, `${RECORD}.new`), `${JSON.stringify(record)}\n`, { mode: 0o600 });
  renameSync(join(folder, `${RECORD}.new`), join(folder, RECORD));
}

/** `run-20261130T214248123Z-deploy-4711`, in the order of time. */
export function runName({ since, command, pid }: RunRecord): string {
  return `${PREFIX}${since.replace(/[-:.]/g, '')}-${command}-${pid}`;
}

/** Runs that are alive and runs that have ended, the oldest first. @param cache the folder of all runs */
export function readRuns(cache: string): { readonly live: OtherRun[]; readonly ended: string[] } {
  const live: OtherRun[] = [];
  const ended: string[] = [];
  const foldersOf = (prefix: string) =>
    readdirSync(cache)
      .filter((name) => name.startsWith(prefix))
      .sort()
      .map((name) => join(cache, name));
  for (const folder of foldersOf(PREFIX)) {
    const record = isHeld(folder) ? readRecord(folder) : undefined;
    if (record !== undefined && isAtWork(record)) live.push({ folder, record });
    else ended.push(folder);
  }
  return { live, ended: [...ended, ...foldersOf(EARLY_PREFIX).filter(isOld)] };
}

/** If no process reads the pipe, it cannot be opened for writing (ENXIO). */
function isHeld(folder: string): boolean {
  try {
    closeSync(openSync(join(folder, PIPE), constants.O_WRONLY | constants.O_NONBLOCK));
    return true;
  } catch {
    return false;
  }
}

function isOld(folder: string): boolean {
  const { mtimeMs } = statSync(folder, { throwIfNoEntry: false }) ?? { mtimeMs: Date.now() };
  return Date.now() - mtimeMs > EARLY_MS;
}

/** Undefined if the command that owned the folder has just removed it. */
function readRecord(folder: string): RunRecord | undefined {
  try {
    return JSON.parse(readFileSync(join(folder, RECORD), 'utf8')) as RunRecord;
  } catch {
    return undefined;
  }
}

/** A provider whose terraform was killed stays alive and holds the pipe, but does no more work. */
function isAtWork({ host, pid, terraform }: RunRecord): boolean {
  if (host !== hostname() || isRunning(pid)) return true;
  return terraform !== undefined && (terraform.pid === undefined || isRunning(terraform.pid));
}

export function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // The folder belongs to another process.
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
