/**
 * One command at work on stacks. What it applies is what it synthesised: it has a folder of its own, which no other command
 * writes to, `.cache/run-<time>-<command>-<process>/<stack>`. As deep as `cdktf.out/stacks/<stack>`, since the local state
 * of stack `state` is found from there.
 */
import { closeSync, existsSync, mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { MeshError } from '../../mesh/checks/problem';
import { finishLog, LOG_FILE } from '../terraform/terraform-log';
import { SAVED_STATE, takeOwnFiles } from '../terraform/own-files';
import { commandRunning, runFolderFailed } from './problems';
import {
  EARLY_PREFIX,
  openPipe,
  readRuns,
  type RunRecord,
  runName,
  type TerraformCall,
  writeRecord,
} from './run-record';

export interface Run {
  /** Absolute. */
  readonly folder: string;
  /** States of commands that have ended, which the bucket did not take: absolute paths. */
  readonly savedStates: readonly string[];
  /** Where terraform's own words go. */
  readonly logFolder: string;
  /** What keeps it alive: a child that inherits it counts as the run itself. */
  readonly pipe: number;
  /** Where terraform works for a stack. */
  stackFolder(stack: string): string;
  /** `TF_DATA_DIR` of a stack: providers, and which backend it is. Stays for the next command. */
  dataFolder(stack: string): string;
  /** For a plan of a stack, in which secrets may stand: it goes when the command ends. */
  planFile(stack: string): string;
  /** The JSON is written: takes what users keep beside it. */
  takeOwnFiles(): void;
  /** What terraform wrote beside the JSON goes to where users keep it, as the lock file. */
  keepOwnFiles(stack: string): void;
  /** What terraform does is told to whoever asks. */
  tell(call: TerraformCall | undefined): void;
  /** The JSON of the first step of a switch has a folder within this one. */
  firstStep(): Run;
  close(): void;
}

export interface RunInput {
  readonly root: string;
  /** `deploy` */
  readonly command: string;
  /** What it works on. */
  readonly stacks: readonly string[];
  /** It changes what is deployed. */
  readonly isExclusive: boolean;
}

/** Logs of commands, the last one's too: older ones go. */
export const KEPT_LOGS = 20;

/** Throws where another command changes what is deployed, and so does this one. */
export function openRun({ root, ...input }: RunInput): Run {
  const cache = join(root, '.cache');
  const record = { ...input, pid: process.pid, host: hostname(), since: new Date().toISOString() };
  const { folder, pipe } = makeFolder(cache, record);
  const close = () => {
    closeSync(pipe);
    finishLog(folder);
    tidy(folder);
  };
  // One's own record is written first, so of two that start at once at least one sees the other.
  const { live, ended } = readRuns(cache);
  const others = live.filter((other) => other.folder !== folder).map((other) => other.record);
  const inTheWay = others.find(({ isExclusive }) => isExclusive && input.isExclusive);
  if (inTheWay !== undefined) {
    close();
    throw new MeshError([commandRunning(input.command, inTheWay)]);
  }
  ended.forEach(tidy);
  // With this one's.
  ended
    .filter(isLogged)
    .slice(0, -KEPT_LOGS + 1)
    .forEach(removeLog);
  const inUse = new Set(others.flatMap(({ stacks }) => stacks));
  const runIn = (own: string): Run => {
    const keep = new Map<string, () => void>();
    const stackFolder = (stack: string) => join(own, stack);
    return {
      folder: own,
      logFolder: folder,
      pipe,
      savedStates: ended.flatMap(savedIn),
      stackFolder,
      dataFolder: (stack) =>
        inUse.has(stack) ? join(stackFolder(stack), '.terraform') : join(cache, 'terraform', stack),
      planFile: (stack) => join(own, `${stack}.tfplan`),
      takeOwnFiles: () => {
        moveUp(own).forEach((stack) =>
          keep.set(stack, takeOwnFiles(join(root, 'cdktf.out', 'stacks', stack), stackFolder(stack))),
        );
      },
      keepOwnFiles: (stack) => keep.get(stack)?.(),
      tell: (terraform) => writeRecord(folder, { ...record, ...(terraform && { terraform }) }),
      firstStep: () => runIn(join(folder, FIRST_STEP)),
      close,
    };
  };
  return runIn(folder);
}

const FIRST_STEP = 'first-step';

/** Under its name it is complete. */
function makeFolder(cache: string, record: RunRecord): { readonly folder: string; readonly pipe: number } {
  const folder = join(cache, runName(record));
  try {
    mkdirSync(cache, { recursive: true });
    // Only its user may look into it.
    const early = mkdtempSync(join(cache, EARLY_PREFIX));
    const pipe = openPipe(early);
    writeRecord(early, record);
    renameSync(early, folder);
    return { folder, pipe };
  } catch (error) {
    throw new MeshError([runFolderFailed(folder, error instanceof Error ? error.message : String(error))]);
  }
}

/** cdktf writes `stacks/<stack>`. Returns the names of the stacks. */
function moveUp(folder: string): string[] {
  const stacks = join(folder, 'stacks');
  const names = readdirSync(stacks);
  names.forEach((name) => renameSync(join(stacks, name), join(folder, name)));
  return names;
}

const isLogged = (folder: string) => existsSync(join(folder, LOG_FILE));

/** The folder goes with it, unless a state is saved there. */
function removeLog(folder: string): void {
  rmSync(join(folder, LOG_FILE), REMOVED);
  tidy(folder);
}

/** Of a command that has ended nothing stays but its log, and a state that the bucket did not take. */
function tidy(folder: string): void {
  const within = join(folder, FIRST_STEP);
  if (existsSync(within)) tidy(within);
  const isSaved = (name: string) =>
    name === LOG_FILE ||
    existsSync(join(folder, name, SAVED_STATE)) ||
    (name === FIRST_STEP && existsSync(within));
  const names = readdirIfThere(folder);
  names.filter((name) => !isSaved(name)).forEach((name) => rmSync(join(folder, name), REMOVED));
  if (!names.some(isSaved)) rmSync(folder, REMOVED);
}

function savedIn(folder: string): string[] {
  return [folder, join(folder, FIRST_STEP)].flatMap((within) =>
    readdirIfThere(within)
      .map((stack) => join(within, stack, SAVED_STATE))
      .filter((file) => existsSync(file)),
  );
}

/** Another command may be tidying, too. */
function readdirIfThere(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

const REMOVED = { recursive: true, force: true } as const;
