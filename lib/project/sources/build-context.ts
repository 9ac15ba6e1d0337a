/** The files that the build of one image gets: all files that belong to it, and none that depend on the machine. */
import { byText } from '../../mesh/by-key';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Problem } from '../../mesh/checks/problem';
import type { ContextEntry } from './context-entry';
import { filesOfFolder, isFolderOf } from './folder';
import { gitIgnores } from './git-ignore';
import { listSources } from './list-sources';
import { npmFiles, type Shared } from './npm-files';
import { filesOfOwnPackage } from './own-package';
import { dockerfileMissing, sourceMissing } from './problems';
import { readProjectFiles } from './project-files';
import { isWorkspace } from './workspaces';

export interface BuildContext {
  /** Path of the source, relative to the root: `services/shop/cart`. */
  readonly source: string;
  /**
   * Path of its Dockerfile in the context, for `docker build --file`: a workspace has the same path there as in the
   * project.
   */
  readonly dockerfile: string;
  /** Sorted by path. */
  readonly entries: readonly ContextEntry[];
}

/** A context, or all problems that prevent it. */
export type Described =
  | { readonly kind: 'context'; readonly context: BuildContext }
  | { readonly kind: 'problems'; readonly problems: readonly Problem[] };

export interface DescribedAll {
  /** By source, without sources that have problems. */
  readonly contexts: ReadonlyMap<string, BuildContext>;
  readonly problems: readonly Problem[];
}

/** `source` is relative to `root`; see `sourcePath`. */
export function describeContext(root: string, source: string): Described {
  return describeWith({ root, git: gitIgnores(root), project: readProjectFiles(root) }, source);
}

/** Several contexts at once; shared files are read once. */
export function describeContexts(root: string, sources: readonly string[]): DescribedAll {
  const shared: Shared = { root, git: gitIgnores(root), project: readProjectFiles(root) };
  const described = [...new Set(sources)].sort().map((source) => describeWith(shared, source));
  const contexts = described.flatMap((each) => (each.kind === 'context' ? [each.context] : []));
  // A problem of the lock file or of a shared package is reported once, however many images have it.
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

function describeWith(shared: Shared, source: string): Described {
  const { root } = shared;
  if (!isFolderOf(root, source))
    return { kind: 'problems', problems: [sourceMissing(source, listSources(root))] };
  const inWorkspace = existsSync(join(root, source, 'package.json')) && isWorkspace(shared.project, source);
  const parts = inWorkspace
    ? [filesOfFolder({ ...shared, folder: source, always: ['Dockerfile'] }), npmFiles(shared, source)]
    : [filesOfOwnPackage(shared, source)];
  const problems = parts.flatMap((part) => part.problems);
  if (!existsSync(join(root, source, 'Dockerfile'))) problems.unshift(dockerfileMissing(source));
  if (problems.length > 0) return { kind: 'problems', problems };
  const entries = parts.flatMap((part) => part.entries).sort(byText(({ path }) => path));
  const dockerfile = inWorkspace ? `${source}/Dockerfile` : 'Dockerfile';
  return { kind: 'context', context: { source, dockerfile, entries } };
}
