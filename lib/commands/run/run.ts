/**
 * One command at work on stacks. What it applies is what it synthesised: it has a folder of its own, which no other command
 * writes to, `.cache/run-<time>-<command>-<process>/<stack>`. As deep as `cdktf.out/stacks/<stack>`, since the local state
 * of stack `state` is found from there.
 */
import { closeSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { MeshError } from '../../mesh/checks/problem';
import { finishLog } from '../terraform/terraform-log';
import { takeOwnFiles } from '../terraform/own-files';
import { commandRunning } from './problems';
import { readRuns, type TerraformCall, writeRecord } from './run-record';
import { FIRST_STEP, isLogged, makeFolder, moveUp, removeLog, savedIn, tidy } from './run-folder';

export interface Run {
  /** Absolute. */
  readonly folder: string;
  /** States of commands that have ended, which the bucket did not take: absolute paths. */
  readonly savedStates: readonly string[];
  /** Folder of the log with terraform's output. */
  readonly logFolder: string;
  /** The run is alive while a process holds this pipe: a child that inherits it counts as the run itself. */
  readonly pipe: number;
  /** Where terraform works for a stack. */
  stackFolder(stack: string): string;
  /** `TF_DATA_DIR` of a stack: providers, and which backend it is. Stays for the next command. */
  dataFolder(stack: string): string;
  /** For a plan of a stack, in which secrets may stand: it goes when the command ends. */
  planFile(stack: string): string;
  /** Call it when the JSON is written: takes the files that users keep beside it. */
  takeOwnFiles(): void;
  /** Copies what terraform wrote beside the JSON, such as the lock file, to where users keep it. */
  keepOwnFiles(stack: string): void;
  /** Records which terraform call runs now. */
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
