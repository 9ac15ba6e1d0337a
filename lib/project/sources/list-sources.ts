/** The folders of the sources of images: `services/<application>/<source>`, each with a Dockerfile. */
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

/** Path of a source, relative to the root. All files of this room use this form. */
export function sourcePath(application: string, source: string): string {
  return `services/${application}/${source}`;
}

/** Paths of all sources, sorted. */
export function listSources(root: string): string[] {
  return foldersIn(root, 'services')
    .flatMap((application) => foldersIn(root, application))
    .filter((source) => existsSync(join(root, source, 'Dockerfile')))
    .sort();
}

function foldersIn(root: string, folder: string): string[] {
  if (!existsSync(join(root, folder))) return [];
  return readdirSync(join(root, folder), { withFileTypes: true })
    .filter((dirent) => dirent.isDirectory() && dirent.name !== 'node_modules')
    .map((dirent) => `${folder}/${dirent.name}`);
}
