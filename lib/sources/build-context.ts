/** What the build of one image is given: every file of it, none of the machine it is built on. */
import { existsSync, statSync } from 'node:fs';
import { join, normalize } from 'node:path';
import type { Problem } from '../mesh/problem';
import { filesOfFolder } from './folder';
import { type GitIgnores, gitIgnores } from './git-ignore';
import { listSources } from './list-sources';
import type { Dependencies } from './lock-file';
import { sliceLock } from './lock-slice';
import { dockerfileMissing, lockIncomplete, notInLock, sourceMissing } from './problems';
import { type ProjectFiles, readPackageJson, readProjectFiles } from './project-files';
import { reducedRoot } from './root-package';

export interface BuildContext {
  /** Path of the source, relative to the root: `services/shop/cart`. */
  readonly source: string;
  /** Path of its Dockerfile in the context, for `docker build --file`. */
  readonly dockerfile: string;
  /** Sorted by path. */
  readonly entries: readonly ContextEntry[];
}

/** `path` is relative to the context, with `/` on every machine; it is the path in the project, too. */
export type ContextEntry =
  | { readonly kind: 'file'; readonly path: string; readonly executable: boolean; readonly file: string }
  | { readonly kind: 'text'; readonly path: string; readonly text: string }
  | { readonly kind: 'link'; readonly path: string; readonly target: string };

/** A context, or everything that keeps it from being one. */
export type Described =
  | { readonly kind: 'context'; readonly context: BuildContext }
  | { readonly kind: 'problems'; readonly problems: readonly Problem[] };

export interface DescribedAll {
  /** By source, without those that have problems. */
  readonly contexts: ReadonlyMap<string, BuildContext>;
  readonly problems: readonly Problem[];
}

/** `source` is relative to `root`; see `sourcePath`. */
export function describeContext(root: string, source: string): Described {
  return describeWith({ root, git: gitIgnores(root), project: readProjectFiles(root) }, source);
}

/** Several at once, with one reading of what they share. */
export function describeContexts(root: string, sources: readonly string[]): DescribedAll {
  const shared: Shared = { root, git: gitIgnores(root), project: readProjectFiles(root) };
  const described = [...new Set(sources)].sort().map((source) => describeWith(shared, source));
  const contexts = described.flatMap((each) => (each.kind === 'context' ? [each.context] : []));
  // A problem of the lock file or of a shared package is one problem, however many images have it.
  const problems = new Map(
    described
      .flatMap((each) => (each.kind === 'problems' ? each.problems : []))
      .map((problem) => [JSON.stringify(problem), problem]),
  );
  return {
    contexts: new Map(contexts.map((context) => [context.source, context])),
    problems: [...problems.values()],
  };
}

interface Shared {
  readonly root: string;
  readonly git: GitIgnores;
  readonly project: ProjectFiles;
}

interface Part {
  readonly entries: readonly ContextEntry[];
  readonly problems: readonly Problem[];
}

function describeWith(shared: Shared, source: string): Described {
  const { root } = shared;
  if (!isFolderOf(root, source))
    return { kind: 'problems', problems: [sourceMissing(source, listSources(root))] };
  const parts = [
    filesOfFolder({ ...shared, folder: source, always: ['Dockerfile'] }),
    ...(existsSync(join(root, source, 'package.json')) ? [npmPart(shared, source)] : []),
  ];
  const problems = parts.flatMap((part) => part.problems);
  if (!existsSync(join(root, source, 'Dockerfile'))) problems.unshift(dockerfileMissing(source));
  if (problems.length > 0) return { kind: 'problems', problems };
  const entries = parts.flatMap((part) => part.entries).sort((a, b) => (a.path < b.path ? -1 : 1));
  return { kind: 'context', context: { source, dockerfile: `${source}/Dockerfile`, entries } };
}

/** What `npm ci` needs at the root of the context, and the workspace packages that the source uses. */
function npmPart({ root, git, project }: Shared, source: string): Part {
  if (project.problems.length > 0) return { entries: [], problems: project.problems };
  if (project.lock.packages[source] === undefined) return { entries: [], problems: [notInLock(source)] };
  const slice = sliceLock(project.lock, source);
  const folders = slice.workspaces.filter((workspace) => workspace !== source);
  const parts = folders.map((folder) =>
    isFolderOf(root, folder)
      ? filesOfFolder({ root, folder, git, always: [] })
      : { entries: [], problems: [sourceMissing(folder, [])] },
  );
  const { packageJson, packageLock } = reducedRoot(project.rootPackage, slice);
  const entries: ContextEntry[] = [
    { kind: 'text', path: 'package.json', text: toJson(packageJson) },
    { kind: 'text', path: 'package-lock.json', text: toJson(packageLock) },
  ];
  if (project.npmrc !== undefined) entries.push({ kind: 'text', path: '.npmrc', text: project.npmrc });
  const missing = slice.missing.map((each) => lockIncomplete(source, each));
  const stale = slice.workspaces.map((workspace) => staleProblems({ root, project, source, workspace }));
  return {
    entries: [...entries, ...parts.flatMap((part) => part.entries)],
    problems: [...missing, ...stale.flat(), ...parts.flatMap((part) => part.problems)],
  };
}

interface StaleInput {
  readonly root: string;
  readonly project: ProjectFiles;
  readonly source: string;
  readonly workspace: string;
}

/** `npm ci` refuses a package.json that asks for other than the lock file says, so we say it before a build does. */
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

/** A path that leads out of the project names no folder of it. */
function isFolderOf(root: string, folder: string): boolean {
  if (folder === '' || normalize(folder) !== normalize(join('/', folder)).slice(1)) return false;
  return statSync(join(root, folder), { throwIfNoEntry: false })?.isDirectory() === true;
}

function toJson(value: object): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}
