/**
 * Who works in this project: a folder for each command that runs, with what it does and a pipe that it holds open.
 *
 * A process that holds the pipe is alive, which the operating system knows better than a file does: a command that is killed leaves
 * no lock behind, and the terraform that it started holds the pipe from its first moment on.
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
  /** Processes are counted by machine, or by container. */
  readonly host: string;
  /** ISO 8601, UTC. */
  readonly since: string;
  /** It changes what is deployed, so it is alone. */
  readonly isExclusive: boolean;
  /** It works on these. */
  readonly stacks: readonly string[];
  /** What it has terraform do. @default - nothing at the moment */
  readonly terraform?: TerraformCall;
}

export interface TerraformCall {
  readonly stack: string;
  readonly subcommand: string;
  /** @default - it is being started */
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

/** Makes the pipe. A process that inherits the descriptor it returns is alive, too. */
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

/** Those that live and those that have ended, the oldest first. @param cache where each run has its folder */
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

/** A pipe without a reader takes no writer (ENXIO). */
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

/** Undefined where the command that the folder belonged to has just removed it. */
function readRecord(folder: string): RunRecord | undefined {
  try {
    return JSON.parse(readFileSync(join(folder, RECORD), 'utf8')) as RunRecord;
  } catch {
    return undefined;
  }
}

/** A provider whose terraform was killed lives on and holds the pipe, but does nothing any more. */
function isAtWork({ host, pid, terraform }: RunRecord): boolean {
  if (host !== hostname() || isRunning(pid)) return true;
  return terraform !== undefined && (terraform.pid === undefined || isRunning(terraform.pid));
}

export function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // It is another process's.
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
