/** Which image each source folder runs, as data and as lines, for `npm run images`. */
import { repositoryName } from '../../mesh/account-names';
import { builtTarget } from '../../targets';
import { listNames } from '../../mesh/checks/problem';
import { type ImageChoice, namedImages, type Project, sourcesOf } from '../../project';
import { type ForeignImages, foreignImages, mirroredImage } from '../../ecs/containers/images';
import { sourcePath } from '../../project/sources';
import { formatColumns } from '../../text/columns';

export type ImageDescription = RepositoryImage | ReferencedImage | NamedImage | ForeignImage;

/** A CI or stack `images` pushes it to the repository of stack `registry`. */
export interface RepositoryImage {
  readonly kind: 'repository';
  readonly application: string;
  readonly source: string;
  /** Path of the source folder in the project. */
  readonly folder: string;
  /** Name of the repository: `<stage>/<application>/<source>`, at `<account>.dkr.ecr.<region>.amazonaws.com`. */
  readonly repository: string;
  readonly tag: string;
}

/** MESH_IMAGES names an image from elsewhere: there is nothing to build. */
export interface ReferencedImage {
  readonly kind: 'reference';
  readonly application: string;
  readonly source: string;
  readonly folder: string;
  readonly reference: string;
}

/** An image that nodes name in place of a source. */
export interface NamedImage {
  readonly kind: 'named';
  readonly application: string;
  /** The nodes that run it, sorted. */
  readonly nodes: readonly string[];
  /** The mirror's, if there is one. */
  readonly reference: string;
}

/** An image that we do not build, and that every task with this container pulls. A mirror must have it. */
export interface ForeignImage {
  readonly kind: 'foreign';
  readonly application: string;
  /** What the container is: `envoy`. */
  readonly role: keyof ForeignImages;
  readonly reference: string;
}

/** Each application's own images first, then the others. */
export function describeImages(project: Project): ImageDescription[] {
  return [...describeSources(project), ...describeNamed(project), ...describeForeign(project)];
}

function describeNamed({ applications, settings }: Project): NamedImage[] {
  return applications.flatMap((application) =>
    namedImages(application).map((image) => ({
      kind: 'named',
      application: application.name,
      nodes: application.nodes
        .filter(({ runs: { origin } }) => 'image' in origin && origin.image === image)
        .map(({ name }) => name),
      reference: mirroredImage(image, settings.imageMirror),
    })),
  );
}

function describeForeign({ applications, settings }: Project): ForeignImage[] {
  const references = foreignImages(settings.imageMirror);
  const target = builtTarget(settings.target);
  return applications.flatMap((application) =>
    (target?.images(application) ?? []).map((role) => ({
      kind: 'foreign',
      application: application.name,
      role,
      reference: references[role],
    })),
  );
}

function describeSources({ applications, images }: Project): (RepositoryImage | ReferencedImage)[] {
  return applications.flatMap((application) =>
    sourcesOf(application).map((source) => {
      const folder = sourcePath(application.name, source);
      const place = { application: application.name, source, folder };
      return describeImage(place, repositoryName(application, source), images.get(folder));
    }),
  );
}

/** Paths are aligned, so that people and `awk` find the column. */
export function formatImages(images: readonly ImageDescription[]): string {
  const rows = images.map((image) => [
    image.kind === 'repository' ? `${image.repository}:${image.tag}` : image.reference,
    originOf(image),
  ]);
  return formatColumns(rows).join('\n');
}

function originOf(image: ImageDescription): string {
  switch (image.kind) {
    case 'repository':
      return image.folder;
    case 'reference':
      return `${image.folder} (MESH_IMAGES: not built)`;
    case 'named':
      return `${listNames(image.nodes)} of ${image.application} (not built; from ${hostOf(image.reference)})`;
    case 'foreign':
      return `beside the tasks of ${image.application} (not built; from ${hostOf(image.reference)})`;
  }
}

/** The name that people use. */
function hostOf(reference: string): string {
  const host = reference.slice(0, reference.indexOf('/'));
  return host === 'docker.io' ? 'Docker Hub' : host;
}

function describeImage(
  place: Pick<RepositoryImage, 'application' | 'source' | 'folder'>,
  repository: string,
  choice: ImageChoice | undefined,
): RepositoryImage | ReferencedImage {
  if (choice === undefined) throw new Error(`bug: no image for ${place.folder}; please report`);
  return choice.kind === 'reference'
    ? { kind: 'reference', ...place, reference: choice.reference }
    : { kind: 'repository', ...place, repository, tag: choice.tag };
}
