/** The folder of a command that works on stacks: how it is made, and what stays after the command. */
import { existsSync, mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { MeshError } from '../../mesh/checks/problem';
import { SAVED_STATE } from '../terraform/own-files';
import { LOG_FILE } from '../terraform/terraform-log';
import { runFolderFailed } from './problems';
import { EARLY_PREFIX, openPipe, type RunRecord, runName, writeRecord } from './run-record';

export const FIRST_STEP = 'first-step';

/** A folder that has its final name is complete. */
export function makeFolder(
  cache: string,
  record: RunRecord,
): { readonly folder: string; readonly pipe: number } {
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
export function moveUp(folder: string): string[] {
  const stacks = join(folder, 'stacks');
  const names = readdirSync(stacks);
  names.forEach((name) => renameSync(join(stacks, name), join(folder, name)));
  return names;
}

export const isLogged = (folder: string) => existsSync(join(folder, LOG_FILE));

/** Removes the folder too, unless a state is saved there. */
export function removeLog(folder: string): void {
  rmSync(join(folder, LOG_FILE), REMOVED);
  tidy(folder);
}

/** Removes all files of a command that has ended, except its log and a state that could not be written to the bucket. */
export function tidy(folder: string): void {
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

export function savedIn(folder: string): string[] {
  return [folder, join(folder, FIRST_STEP)].flatMap((within) =>
    readdirIfThere(within)
      .map((stack) => join(within, stack, SAVED_STATE))
      .filter((file) => existsSync(file)),
  );
}

/** Another command may be removing the folder at the same time. */
function readdirIfThere(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

const REMOVED = { recursive: true, force: true } as const;
