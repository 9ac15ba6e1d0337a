/** Which paths Git leaves out, by the `.gitignore` files of the project. */
import { join } from 'node:path';
import ignore, { type Ignore } from 'ignore';
import { readIfThere } from './text-file';

/**
 * Whether this path, relative to the root, is ignored. Ask from the top down: a path in an ignored folder must not be
 * asked.
 */
export type GitIgnores = (path: string, kind: 'file' | 'directory') => boolean;

/** Reads each `.gitignore` once, at the first question about a path below it. */
export function gitIgnores(root: string): GitIgnores {
  const read = new Map<string, Ignore>();
  const rulesOf = (folder: string): Ignore => {
    const known = read.get(folder) ?? ignore().add(readIfThere(join(root, folder, '.gitignore')) ?? '');
    read.set(folder, known);
    return known;
  };
  return (path, kind) => {
    // The file nearest to the path decides, and `!` in it overrules a file further up.
    for (const folder of foldersAbove(path)) {
      const inFolder = folder === '' ? path : path.slice(folder.length + 1);
      const { ignored, unignored } = rulesOf(folder).test(kind === 'directory' ? `${inFolder}/` : inFolder);
      if (ignored || unignored) return ignored;
    }
    return false;
  };
}

/** `a/b/c` is in `a/b`, in `a` and in the root, which is the empty path. */
function foldersAbove(path: string): string[] {
  const parts = path.split('/').slice(0, -1);
  return [...parts.map((_, index) => parts.slice(0, parts.length - index).join('/')), ''];
}
