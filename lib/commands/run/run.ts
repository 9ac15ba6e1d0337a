/**
 * One command that works on stacks. It applies exactly what it synthesised, since no other command writes to its folder
 * `.cache/run-<time>-<command>-<process>/<stack>`. That folder is as deep as `cdktf.out/stacks/<stack>`, since the path
 * to the local state of stack `state` is relative.
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
  /** Absolute path. */
  readonly folder: string;
  /** States of ended commands that could not be written to the bucket: absolute paths. */
  readonly savedStates: readonly string[];
  /** Folder of the log with terraform's output. */
  readonly logFolder: string;
  /** The run is alive as long as a process holds this pipe. A child that inherits it counts as the run itself. */
  readonly pipe: number;
  /** The folder in which terraform works for a stack. */
  stackFolder(stack: string): string;
  /** `TF_DATA_DIR` of a stack: its providers, and a record of its backend. It stays for the next command. */
  dataFolder(stack: string): string;
  /** For a plan of a stack, which may hold secrets: it is deleted when the command ends. */
  planFile(stack: string): string;
  /** Call it when the JSON is written: it takes the files that users keep beside it. */
  takeOwnFiles(): void;
  /** Copies the files that terraform wrote beside the JSON, such as the lock file, to the folder of the user's files. */
  keepOwnFiles(stack: string): void;
  /** Records which call of terraform runs now. */
  tell(call: TerraformCall | undefined): void;
  /** The JSON of the first step of a switch has a folder within this one. */
  firstStep(): Run;
  close(): void;
}

export interface RunInput {
  readonly root: string;
  /** `deploy` */
  readonly command: string;
  /** The stacks that it works on. */
  readonly stacks: readonly string[];
  /** It changes what is deployed. */
  readonly isExclusive: boolean;
}

/** How many logs of commands are kept, the current one included. */
export const KEPT_LOGS = 20;

/** Throws if this command and another one both change what is deployed. */
export function openRun({ root, ...input }: RunInput): Run {
  const cache = join(root, '.cache');
  const record = { ...input, pid: process.pid, host: hostname(), since: new Date().toISOString() };
  const { folder, pipe } = makeFolder(cache, record);
  const close = () => {
    closeSync(pipe);
    finishLog(folder);
    tidy(folder);
  };
  // The run writes its own record first. So of two runs that start at once, at least one sees the other.
  const { live, ended } = readRuns(cache);
  const others = live.filter((other) => other.folder !== folder).map((other) => other.record);
  const inTheWay = others.find(({ isExclusive }) => isExclusive && input.isExclusive);
  if (inTheWay !== undefined) {
    close();
    throw new MeshError([commandRunning(input.command, inTheWay)]);
  }
  ended.forEach(tidy);
  // This run included.
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
