/** The image of each source folder, as setting `MESH_IMAGES` says. Reads no file. */
import type { MeshApplication } from '../mesh/application';
import { NAME } from '../mesh/checks/name-form';
import type { Problem } from '../mesh/checks/problem';
import { problems } from '../mesh/checks/problems';
import { repositoryName } from '../mesh/account-names';
import type { MeshNode } from '../mesh/node';
import type { Images } from './settings';
import { sourcePath } from './sources/list-sources';

export type ImageChoice =
  | { readonly kind: 'repository'; readonly tag: string }
  | {
      readonly kind: 'reference';
      readonly reference: string;
      /** The image is not from the repository of this source. */
      readonly isForeign: boolean;
    };

/** By path of the source: `services/color-teller/client`. */
export type ImageChoices = ReadonlyMap<string, ImageChoice>;

export interface ChosenImages {
  readonly choices: ImageChoices;
  /** Paths of the sources that the setting does not name: their tag is a hash of the files of their build. */
  readonly toBuild: readonly string[];
  readonly problems: readonly Problem[];
}

/** Sources of an application or of a part of it, sorted, each once: several nodes may run one. */
export function sourcesOf({ nodes }: { readonly nodes: readonly MeshNode[] }): string[] {
  return [
    ...new Set(nodes.flatMap(({ runs: { origin } }) => ('source' in origin ? [origin.source] : []))),
  ].sort();
}

/** References that nodes of an application name, sorted, each once. */
export function namedImages({ nodes }: { readonly nodes: readonly MeshNode[] }): string[] {
  return [
    ...new Set(nodes.flatMap(({ runs: { origin } }) => ('image' in origin ? [origin.image] : []))),
  ].sort();
}

export function chooseImages(applications: readonly MeshApplication[], images: Images): ChosenImages {
  const sources = applications.flatMap(sourcesIn);
  const { choices, problems: found } = choose(sources, images);
  const toBuild = sources.map(({ path }) => path).filter((path) => !choices.has(path));
  return { choices, toBuild, problems: found };
}

interface Source {
  readonly application: string;
  readonly source: string;
  readonly repository: string;
  readonly path: string;
}

function sourcesIn(application: MeshApplication): Source[] {
  return (
    sourcesOf(application)
      // Validation refuses such a name. It must not become a path: `../..` is a folder outside of the project.
      .filter((source) => NAME.test(source) && NAME.test(application.name))
      .map((source) => ({
        application: application.name,
        source,
        repository: repositoryName(application, source),
        path: sourcePath(application.name, source),
      }))
  );
}

function choose(sources: readonly Source[], images: Images): Omit<ChosenImages, 'toBuild'> {
  const choices = new Map<string, ImageChoice>();
  const found: Problem[] = [];
  if (images.kind === 'tag')
    sources.forEach(({ path }) => choices.set(path, { kind: 'repository', tag: images.tag }));
  for (const { application, source, reference } of images.kind === 'references' ? images.references : []) {
    const fits = sources.filter(
      (one) => one.source === source && (application ?? one.application) === one.application,
    );
    if (fits.length === 0)
      found.push(
        problems.imageSourceUnknown(
          source,
          sources.map((one) => one.source),
        ),
      );
    fits.forEach(({ path, repository }) =>
      choices.set(path, { kind: 'reference', reference, isForeign: !isOf(reference, repository) }),
    );
  }
  return { choices, problems: found };
}

/** A CI may name a digest or a tag of the project's own repository: the path is the same in every registry. */
function isOf(reference: string, repository: string): boolean {
  const [, path = ''] = /^[^/]+\/([^:@]+)/.exec(reference) ?? [];
  return path === repository || path.endsWith(`/${repository}`);
}
