/** Files that build contexts share, read once: the root's package.json, its lock file, its .npmrc. */
import { join } from 'node:path';
import type { Problem } from '../../mesh/checks/problem';
import type { Dependencies, LockFile } from './lock-file';
import { jsonMalformed, lockMissing, lockVersion } from './problems';
import type { RootPackage } from './root-package';
import { readIfThere } from './text-file';

export interface ProjectFiles {
  readonly rootPackage: RootPackage;
  readonly lock: LockFile;
  /** Undefined if the project has none. */
  readonly npmrc: string | undefined;
  readonly problems: readonly Problem[];
}

export function readProjectFiles(root: string): ProjectFiles {
  const rootPackage = readJson<RootPackage>(root, 'package.json');
  const lock = readJson<LockFile>(root, 'package-lock.json');
  const problems = [...rootPackage.problems, ...lock.problems];
  if (lock.problems.length === 0) problems.push(...lockProblems(lock.value));
  return {
    rootPackage: rootPackage.value ?? {},
    lock: { lockfileVersion: 3, packages: lock.value?.packages ?? {} },
    npmrc: readIfThere(join(root, '.npmrc')),
    problems,
  };
}

/** The packages that a workspace package needs today. The lock file may not have all of them yet. */
export function readPackageJson(
  root: string,
  folder: string,
): { value: Dependencies; problems: readonly Problem[] } {
  const { value = {}, problems } = readJson<Dependencies>(root, `${folder}/package.json`);
  return { value, problems };
}

/** The lock file of a package that is not a workspace; undefined if it has none. */
export function readOwnLock(
  root: string,
  folder: string,
): { value: Partial<LockFile> | undefined; problems: readonly Problem[] } {
  return readJson<Partial<LockFile>>(root, `${folder}/package-lock.json`);
}

function lockProblems(lock: LockFile | undefined): Problem[] {
  if (lock === undefined) return [lockMissing()];
  return lock.lockfileVersion === 3 ? [] : [lockVersion(lock.lockfileVersion)];
}

function readJson<Shape extends object>(
  root: string,
  path: string,
): { value: Shape | undefined; problems: readonly Problem[] } {
  const text = readIfThere(join(root, path));
  if (text === undefined) return { value: undefined, problems: [] };
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value !== 'object' || value === null || Array.isArray(value))
      throw new Error('it holds something else');
    // The boundary to npm's files: npm checks their fields, and here each of them is optional.
    return { value: value as Shape, problems: [] };
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return { value: undefined, problems: [jsonMalformed(path, reason)] };
  }
}
