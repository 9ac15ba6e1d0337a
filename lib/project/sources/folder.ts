/** The files of one folder that enter an image. */
import { existsSync, type Dirent, readdirSync, readlinkSync, realpathSync, statSync } from 'node:fs';
import { dirname, join, relative, resolve, sep } from 'node:path';
import type { Problem } from '../../mesh/checks/problem';
import type { ContextEntry, ContextPart } from './context-entry';
import { brokenPatterns, dockerIgnores } from './docker-ignore';
import type { GitIgnores } from './git-ignore';
import { fileSpecial, linkEscapes, patternBroken } from './problems';
import { readIfThere } from './text-file';

/**
 * These are installed or recorded and never source, whatever the ignore files say. Ignore files have no effect inside an
 * image.
 */
const NEVER = ['node_modules', '.git', '.dockerignore', '.gitignore'];

interface FolderInput {
  readonly root: string;
  /** Relative to the root, with `/` on every machine. */
  readonly folder: string;
  readonly git: GitIgnores;
  /** Paths in the folder that are included even if the folder's `.dockerignore` leaves them out. */
  readonly always: readonly string[];
}

/** A path that leads out of the project names no folder of it. */
export function isFolderOf(root: string, folder: string): boolean {
  if (folder.split('/').some((step) => ['', '.', '..'].includes(step))) return false;
  return statSync(join(root, folder), { throwIfNoEntry: false })?.isDirectory() === true;
}

export function filesOfFolder({ root, folder, git, always }: FolderInput): ContextPart {
  const dockerignore = readIfThere(join(root, folder, '.dockerignore')) ?? '';
  const docker = dockerIgnores(dockerignore);
  const entries: ContextEntry[] = [];
  const problems = brokenPatterns(dockerignore).map((pattern) => patternBroken(folder, pattern));
  const walk = (inFolder: string): void => {
    for (const dirent of readdirSync(join(root, folder, inFolder), { withFileTypes: true })) {
      const below = inFolder === '' ? dirent.name : `${inFolder}/${dirent.name}`;
      const kind = dirent.isDirectory() ? 'directory' : 'file';
      if (NEVER.includes(dirent.name) || git(`${folder}/${below}`, kind)) continue;
      // Folders are not tested: unlike Git, Docker may include a file of an ignored folder again.
      if (kind === 'directory') walk(below);
      else if (always.includes(below) || !docker(below)) add(dirent, below);
    }
  };
  const add = (dirent: Dirent, below: string): void => {
    const found = entryOf({ root, folder, path: `${folder}/${below}`, dirent });
    if ('code' in found) problems.push(found);
    else entries.push(found);
  };
  walk('');
  return { entries, problems };
}

interface FoundFile {
  readonly root: string;
  readonly folder: string;
  readonly path: string;
  readonly dirent: Dirent;
}

function entryOf({ root, folder, path, dirent }: FoundFile): ContextEntry | Problem {
  const file = join(root, path);
  if (dirent.isSymbolicLink()) {
    const target = readlinkSync(file);
    if (leavesFolder(join(root, folder), file, target)) return linkEscapes(path, target);
    return { kind: 'link', path, target: target.split(sep).join('/') };
  }
  if (!dirent.isFile()) return fileSpecial(path);
  // Only the owner's bit: Git keeps no other, and the umask of the machine sets the rest.
  const executable = (statSync(file).mode & 0o100) !== 0;
  return { kind: 'file', path, executable, file };
}

/** Both the written and the resolved path, since a path may lead through another link. */
function leavesFolder(folder: string, link: string, target: string): boolean {
  const written = resolve(dirname(link), target);
  if (target.startsWith('/') || !isWithin(folder, written)) return true;
  // As the system resolves it. Node's own function removes `..` from a target before it follows the links in it.
  return existsSync(link) && !isWithin(realpathSync.native(folder), realpathSync.native(link));
}

function isWithin(folder: string, path: string): boolean {
  const steps = relative(folder, path);
  return steps !== '..' && !steps.startsWith(`..${sep}`);
}
