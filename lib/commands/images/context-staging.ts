/** Writes the build contexts of images below one folder, for a CI that runs `docker build`. */
import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join, relative, resolve, sep } from 'node:path';
import { MeshError, throwErrors } from '../../mesh/checks/problem';
import { describeContexts, stageContext } from '../../project/sources';
import type { RepositoryImage } from './image-table';
import { stageFolder } from './problems';

export interface StagedContext {
  readonly image: RepositoryImage;
  /** The context: the last argument of `docker build`. */
  readonly directory: string;
  /** For `docker build --file`. */
  readonly dockerfile: string;
}

/** Staging deletes what it finds in its folder, so that folder must be its own. */
const MARK = '.meshwright-contexts';

export function stageContexts(
  root: string,
  images: readonly RepositoryImage[],
  folder: string,
): StagedContext[] {
  const base = resolve(root, folder);
  checkFolder(root, base);
  const described = describeContexts(
    root,
    images.map((image) => image.folder),
  );
  throwErrors(described.problems);
  mkdirSync(base, { recursive: true });
  writeFileSync(join(base, MARK), 'Written by npm run images, which deletes what it finds here.\n');
  return images.flatMap((image) => {
    const context = described.contexts.get(image.folder);
    if (context === undefined) return [];
    const directory = join(base, image.application, image.source);
    stageContext(context, directory);
    return [{ image, directory, dockerfile: join(directory, context.dockerfile) }];
  });
}

function checkFolder(root: string, base: string): void {
  const steps = relative(join(root, 'services'), base);
  if (steps !== '..' && !steps.startsWith(`..${sep}`))
    throw new MeshError([stageFolder(base, 'must not be among the sources, which would change their hash')]);
  if (existsSync(base) && !existsSync(join(base, MARK)) && readdirSync(base).length > 0)
    throw new MeshError([stageFolder(base, 'holds files that this command has not written')]);
}
