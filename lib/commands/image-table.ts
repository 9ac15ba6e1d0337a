/** Which image each source folder runs, as data and as lines, for `npm run images`. */
import { repositoryName } from '../mesh/names';
import { type ImageChoice, type Project, sourcesOf } from '../project';
import { sourcePath } from '../sources';

export type ImageDescription = BuiltImage | ReferencedImage;

/** Pushed to the repository of stack registry, by whoever builds it. */
export interface BuiltImage {
  readonly kind: 'repository';
  readonly application: string;
  readonly source: string;
  /** Path of the source folder in the project. */
  readonly folder: string;
  /** Name of the repository: `<stage>/<application>/<source>`, at `<account>.dkr.ecr.<region>.amazonaws.com`. */
  readonly repository: string;
  readonly tag: string;
}

/** Comes from elsewhere, because MESH_IMAGES says so: nothing to build. */
export interface ReferencedImage {
  readonly kind: 'reference';
  readonly application: string;
  readonly source: string;
  readonly folder: string;
  readonly reference: string;
}

export function describeImages({ applications, images }: Project): ImageDescription[] {
  return applications.flatMap((application) =>
    sourcesOf(application).map((source) => {
      const folder = sourcePath(application.name, source);
      const place = { application: application.name, source, folder };
      return describeImage(place, repositoryName(application, source), images.get(folder));
    }),
  );
}

/** Paths line up, so that the eye and `awk` find the column. */
export function formatImages(images: readonly ImageDescription[]): string {
  const rows = images.map((image) => ({
    name: image.kind === 'repository' ? `${image.repository}:${image.tag}` : image.reference,
    from: image.kind === 'repository' ? image.folder : `${image.folder} (MESH_IMAGES: not built)`,
  }));
  const width = Math.max(...rows.map(({ name }) => name.length));
  return rows.map(({ name, from }) => `${name.padEnd(width)}  ${from}`).join('\n');
}

function describeImage(
  place: Pick<BuiltImage, 'application' | 'source' | 'folder'>,
  repository: string,
  choice: ImageChoice | undefined,
): ImageDescription {
  if (choice === undefined) throw new Error(`bug: no image for ${place.folder}; please report`);
  return choice.kind === 'reference'
    ? { kind: 'reference', ...place, reference: choice.reference }
    : { kind: 'repository', ...place, repository, tag: choice.tag };
}
