/** Which dependencies of a source are installed. Node looks for them from the source's folder, and so does this. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

export interface Manifest {
  readonly scripts?: Readonly<Record<string, string>>;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly devDependencies?: Readonly<Record<string, string>>;
}

export function readManifest(folder: string): Manifest | undefined {
  const file = join(folder, 'package.json');
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Manifest) : undefined;
}

/** Looks in the nearest `node_modules`: a workspace's packages are in the project's, another package has its own. */
export function findPackage(from: string, name: string): string | undefined {
  const here = join(from, 'node_modules', name);
  if (existsSync(here)) return here;
  const above = join(from, '..');
  return above === from ? undefined : findPackage(above, name);
}

/**
 * Names of packages that the source needs and that are not installed: to run and, if it has a script `build`, to build.
 */
export function packagesMissing(folder: string): string[] {
  const { scripts, dependencies, devDependencies } = readManifest(folder) ?? {};
  const toBuild = scripts?.['build'] === undefined ? {} : devDependencies;
  const names = Object.keys({ ...dependencies, ...toBuild }).sort();
  return names.filter((name) => findPackage(folder, name) === undefined);
}

/** The command that installs them. In a workspace, npm finds the project's root without help. */
export function installCommand(folder: string): string {
  return existsSync(join(folder, 'package-lock.json')) ? 'npm ci' : 'npm install';
}
