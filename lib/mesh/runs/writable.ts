/** Folders that a container may write to although its root file system is read-only. */
import { byText } from '../by-key';
import { checkLimit } from '../checks/limit';
import { limits } from '../checks/limits';
import type { Problem } from '../checks/problem';
import { problems } from '../checks/problems';
import { repeated } from '../checks/repeated';
import { fields } from '../checks/fields';
import { list, number, type Shape, text } from '../checks/shape';
import { quote } from '../checks/value-text';

/** In memory, empty at the start, for every user of the container. What is in it counts as memory of the task. */
export interface WritableFolder {
  /** Absolute: `/tmp`. */
  readonly path: string;
  /** The most that it holds, in MiB: 1 to 65536, less than the task's memory. */
  readonly sizeMiB: number;
}

/** A path alone is a folder of 64 MiB. */
export type WritableDefinition = string | WritableFolder;

const DEFAULT_MIB = 64;

const folderShape = fields<WritableFolder>({ path: text, sizeMiB: number });
const itemShape: Shape = (value, place) => (typeof value === 'string' ? [] : folderShape(value, place));

export const writableShape = list(itemShape, (_, index) => `folder ${index + 1}`);

/** Sorted by path; absent if there is none. */
export function completeWritable(definitions: readonly WritableDefinition[] = []): {
  readonly writable?: readonly WritableFolder[];
} {
  const writable = definitions
    .map((one) => (typeof one === 'string' ? { path: one, sizeMiB: DEFAULT_MIB } : one))
    .map(({ path, sizeMiB }) => ({ path, sizeMiB }))
    .sort(byText(({ path }) => path));
  return writable.length === 0 ? {} : { writable };
}

/** Absolute, in parts that are neither empty nor `.` nor `..`, without characters that a mount option ends with. */
export const FOLDER = /^(\/(?!\.{1,2}(\/|$))[\w.@+-]+){1,32}$/;

export function validateWritable(
  folders: readonly WritableFolder[],
  memoryMiB: number,
  where: string,
): Problem[] {
  const total = folders.reduce((sum, { sizeMiB }) => sum + sizeMiB, 0);
  const found = folders.flatMap(({ path, sizeMiB }) => [
    ...(FOLDER.test(path) ? [] : [problems.folderPath(where, path)]),
    ...checkLimit(limits.writableSize, sizeMiB, `${where} > ${quote(path)}`),
  ]);
  return [
    ...found,
    ...repeated(folders.map(({ path }) => path)).map((path) => problems.folderTwice(where, path)),
    ...(found.length === 0 && total >= memoryMiB ? [problems.writableMemory(where, total, memoryMiB)] : []),
  ];
}
