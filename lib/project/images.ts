/** Which image each source folder runs: a tag of the project's own repository, or a reference from outside. */
import type { Images } from './settings';
import type { MeshApplication } from '../mesh/application';
import { NAME } from '../mesh/checks/name';
import { repositoryName } from '../mesh/names';
import type { MeshNode } from '../mesh/node';
import type { Problem } from '../mesh/checks/problem';
import { problems } from '../mesh/checks/problems';
import { type BuildContext, contextTag, describeContexts, sourcePath } from './sources';

export type ImageChoice =
  | { readonly kind: 'repository'; readonly tag: string }
  | {
      readonly kind: 'reference';
      readonly reference: string;
      /** Not of the source's own repository. */
      readonly isForeign: boolean;
    };

/** By path of the source: `services/color-teller/client`. */
export type ImageChoices = ReadonlyMap<string, ImageChoice>;

export interface ChosenImages {
  readonly choices: ImageChoices;
  /** What images are built from, by path of the source; none for an image that is not built. */
  readonly contexts: ReadonlyMap<string, BuildContext>;
  readonly problems: readonly Problem[];
}

/** Sources of an application or of a part of it, sorted, each once: several nodes may run one. */
export function sourcesOf({ nodes }: { readonly nodes: readonly MeshNode[] }): string[] {
  return [...new Set(nodes.map(({ runs }) => runs.source))].sort();
}

/** A digest or a tag of what was built here, as a CI names it: whatever the registry, the path is the repository's. */
function isOf(reference: string, repository: string): boolean {
  const [, path = ''] = /^[^/]+\/([^:@]+)/.exec(reference) ?? [];
  return path === repository || path.endsWith(`/${repository}`);
}

/** Reads the disk only for images that are built from it. */
export function chooseImages(
  root: string,
  applications: readonly MeshApplication[],
  images: Images,
): ChosenImages {
  const all = applications.flatMap((application) =>
    sourcesOf(application)
      // A name that validation refuses names no folder: `../..` would be one that is not ours.
      .filter((source) => NAME.test(source) && NAME.test(application.name))
      .map((source) => ({
        application: application.name,
        source,
        repository: repositoryName(application, source),
        path: sourcePath(application.name, source),
      })),
  );
  const choices = new Map<string, ImageChoice>();
  const found: Problem[] = [];
  if (images.kind === 'references') {
    for (const { application, source, reference } of images.references) {
      const fits = all.filter(
        (one) => one.source === source && (application ?? one.application) === one.application,
      );
      if (fits.length === 0)
        found.push(
          problems.imageSourceUnknown(
            source,
            all.map((one) => one.source),
          ),
        );
      fits.forEach(({ path, repository }) =>
        choices.set(path, { kind: 'reference', reference, isForeign: !isOf(reference, repository) }),
      );
    }
  }
  if (images.kind === 'tag')
    all.forEach(({ path }) => choices.set(path, { kind: 'repository', tag: images.tag }));
  const built = describeContexts(
    root,
    all.map(({ path }) => path).filter((path) => !choices.has(path)),
  );
  for (const [path, context] of built.contexts) {
    choices.set(path, { kind: 'repository', tag: contextTag(context) });
  }
  return { choices, contexts: built.contexts, problems: [...found, ...built.problems] };
}
