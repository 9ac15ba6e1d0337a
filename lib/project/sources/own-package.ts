/** The context of a source that is not an npm workspace of the project: its folder, as in plain Docker. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Problem } from '../../mesh/checks/problem';
import type { ContextPart } from './context-entry';
import { filesOfFolder } from './folder';
import type { Dependencies } from './lock-file';
import type { Shared } from './npm-files';
import { needsWorkspace, ownLockStale } from './problems';
import { type ProjectFiles, readOwnLock, readPackageJson } from './project-files';

const FIELDS = ['dependencies', 'devDependencies', 'optionalDependencies', 'peerDependencies'] as const;

/** Paths are relative to the folder: `COPY main.js …`, `COPY package.json package-lock.json ./`. */
export function filesOfOwnPackage(shared: Shared, source: string): ContextPart {
  const { entries, problems } = filesOfFolder({ ...shared, folder: source, always: ['Dockerfile'] });
  return {
    entries: entries.map((entry) => ({ ...entry, path: entry.path.slice(source.length + 1) })),
    problems: [...problems, ...packageProblems(shared, source)],
  };
}

/** Finds problems that would stop `npm ci` or `npm install` in the image, as far as the files show them. */
function packageProblems({ root, project }: Shared, source: string): Problem[] {
  if (!existsSync(join(root, source, 'package.json'))) return [];
  const { value, problems } = readPackageJson(root, source);
  const lock = readOwnLock(root, source);
  const locked = lock.value?.packages?.[''];
  return [
    ...problems,
    ...lock.problems,
    ...workspacesAskedFor(project, value).map((name) => needsWorkspace(source, name)),
    ...(locked === undefined ? [] : staleRanges(value, locked).map((got) => ownLockStale(source, got))),
  ];
}

/** Packages of this project cannot be installed outside of the project: only a workspace has them in its context. */
function workspacesAskedFor({ lock }: ProjectFiles, asked: Dependencies): string[] {
  return rangesOf(asked)
    .map(([name]) => name)
    .filter((name) => lock.packages[`node_modules/${name}`]?.link === true);
}

function staleRanges(asked: Dependencies, locked: Dependencies): string[] {
  const known = new Map(rangesOf(locked));
  return rangesOf(asked).flatMap(([name, range]) => (known.get(name) === range ? [] : [`${name}@${range}`]));
}

function rangesOf(dependencies: Dependencies): [string, string][] {
  return FIELDS.flatMap((field) => Object.entries(dependencies[field] ?? {}));
}
