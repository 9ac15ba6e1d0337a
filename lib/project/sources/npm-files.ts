/** npm's part of a build context: the reduced root, and the workspace packages that the source uses. */
import type { Problem } from '../../mesh/checks/problem';
import type { ContextEntry, ContextPart } from './context-entry';
import { filesOfFolder, isFolderOf } from './folder';
import type { GitIgnores } from './git-ignore';
import type { Dependencies } from './lock-file';
import { type LockSlice, sliceLock } from './lock-slice';
import { lockIncomplete, notInLock, sourceMissing } from './problems';
import { type ProjectFiles, readPackageJson } from './project-files';
import { reducedRoot } from './root-package';

/** Data that all contexts of a project share. */
export interface Shared {
  readonly root: string;
  readonly git: GitIgnores;
  readonly project: ProjectFiles;
}

export function npmFiles(shared: Shared, source: string): ContextPart {
  const { root, git, project } = shared;
  if (project.problems.length > 0) return { entries: [], problems: project.problems };
  if (project.lock.packages[source] === undefined) return { entries: [], problems: [notInLock(source)] };
  const slice = sliceLock(project.lock, source);
  const folders = slice.workspaces.filter((workspace) => workspace !== source);
  const parts = folders.map((folder) =>
    isFolderOf(root, folder)
      ? filesOfFolder({ root, folder, git, always: [] })
      : { entries: [], problems: [sourceMissing(folder, [])] },
  );
  return {
    entries: [...rootEntries(project, slice), ...parts.flatMap((part) => part.entries)],
    problems: [
      ...slice.missing.map((missing) => lockIncomplete(source, missing)),
      ...slice.workspaces.flatMap((workspace) => staleProblems({ root, project, source, workspace })),
      ...parts.flatMap((part) => part.problems),
    ],
  };
}

function rootEntries(project: ProjectFiles, slice: LockSlice): ContextEntry[] {
  const { packageJson, packageLock } = reducedRoot(project.rootPackage, slice);
  const entry = (path: string, text: string): ContextEntry => ({ kind: 'text', path, text });
  return [
    ...(project.npmrc === undefined ? [] : [entry('.npmrc', project.npmrc)]),
    entry('package-lock.json', toJson(packageLock)),
    entry('package.json', toJson(packageJson)),
  ];
}

interface StaleInput {
  readonly root: string;
  readonly project: ProjectFiles;
  readonly source: string;
  readonly workspace: string;
}

/** `npm ci` refuses a package.json that differs from the lock file, so this is reported before a build fails. */
function staleProblems({ root, project, source, workspace }: StaleInput): Problem[] {
  const { value, problems } = readPackageJson(root, workspace);
  const locked = project.lock.packages[workspace] ?? {};
  const fields = ['dependencies', 'devDependencies', 'optionalDependencies', 'peerDependencies'] as const;
  const stale = fields.flatMap((field) => rangesNotIn(value, locked, field));
  return [
    ...problems,
    ...stale.map(([name, range]) => lockIncomplete(source, { from: workspace, name, range })),
  ];
}

function rangesNotIn(
  wanted: Dependencies,
  locked: Dependencies,
  field: 'dependencies' | 'devDependencies' | 'optionalDependencies' | 'peerDependencies',
): [string, string][] {
  return Object.entries(wanted[field] ?? {}).filter(([name, range]) => locked[field]?.[name] !== range);
}

function toJson(value: object): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}
