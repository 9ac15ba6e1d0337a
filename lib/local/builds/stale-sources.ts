/** Sources on disk: how each is started, and which of them must be built again. */
import { existsSync, readdirSync, readFileSync, realpathSync, statSync } from 'node:fs';
import { join, relative } from 'node:path';
import type { MeshApplication } from '../../mesh/application';
import { MeshError } from '../../mesh/checks/problem';
import { buildSource, lastBuildStart, type SourceBuildRefs } from './build';
import { withBuildLock } from './build-lock';
import { readImageStart } from './image-start';
import { findPackage, installCommand, packagesMissing, readManifest } from './installed';
import { sourceNotInstalled, sourceNotRunnable } from '../problems';
import { type ServiceStart, sourceFolder } from '../programs';
import { runsHere } from '../tasks';

/** Names in a source folder that are not inputs of a build. */
const NO_INPUT = ['dist', 'node_modules', 'test'];

/**
 * The command of script `start` of the source's package, without a second npm; without such a script, the image's
 * command.
 */
export function serviceStart(root: string, application: string, source: string): ServiceStart {
  const folder = sourceFolder(root, application, source);
  const script = readManifest(folder)?.scripts?.['start'];
  if (script !== undefined) return { ...startedBy(script), environment: {} };
  const dockerfile = join(folder, 'Dockerfile');
  const found = existsSync(dockerfile)
    ? readImageStart(readFileSync(dockerfile, 'utf8'), folder)
    : 'it has neither a package.json with a script "start" nor a Dockerfile';
  if (typeof found === 'string') throw new MeshError([sourceNotRunnable(relative(root, folder), found)]);
  const [file = '', ...words] = found.words;
  return { file, words, environment: found.environment };
}

/** `node dist/main.js` is started without a shell: a shell would end at a signal, before the service has drained. */
function startedBy(script: string): Pick<ServiceStart, 'file' | 'words'> {
  const [file = '', ...words] = script.split(/ +/);
  const isPlain = /^[\w./@:-][\w./@:=, -]*$/.test(script) && !file.includes('=');
  return isPlain ? { file, words } : { file: 'sh', words: ['-c', script] };
}

/** Builds one source after the other, since two may build the same shared package. */
export async function buildStale(application: MeshApplication, refs: SourceBuildRefs): Promise<void> {
  const { root, tell, interrupted } = refs;
  const sources = [
    ...new Set(application.nodes.flatMap(({ runs }) => (runsHere(runs) ? [runs.origin.source] : []))),
  ];
  requireInstalled(
    root,
    sources.map((source) => sourceFolder(root, application.name, source)),
  );
  const stale = (source: string) => isStale(sourceFolder(root, application.name, source));
  if (!sources.some(stale)) return;
  await withBuildLock(async () => {
    for (const source of sources.filter(stale)) {
      tell({ event: 'building', source });
      await buildSource(sourceFolder(root, application.name, source), refs);
    }
  }, interrupted);
}

function requireInstalled(root: string, folders: readonly string[]): void {
  const problems = folders.flatMap((folder) => {
    const missing = packagesMissing(folder);
    const found = { source: relative(root, folder), missing, install: installCommand(folder) };
    return missing.length === 0 ? [] : [sourceNotInstalled(found)];
  });
  if (problems.length > 0) throw new MeshError(problems);
}

/** An input is newer than the last complete build, or there was no complete build. */
function isStale(folder: string): boolean {
  if (readManifest(folder)?.scripts?.['build'] === undefined) return false;
  const built = lastBuildStart(folder);
  if (built === undefined) return true;
  return inputsOf(folder).some((input) => youngest(input) > built);
}

/** The source's own folder, and the folders of this project's packages that it depends on. */
function inputsOf(folder: string): string[] {
  const names = Object.keys(readManifest(folder)?.dependencies ?? {});
  const linked = names
    .map((name) => findPackage(folder, name))
    .filter((path) => path !== undefined)
    .map((path) => realpathSync(path))
    .filter((path) => !path.includes('node_modules'));
  return [folder, ...linked.flatMap(inputsOf)];
}

function youngest(path: string): number {
  const status = statSync(path);
  if (!status.isDirectory()) return status.mtimeMs;
  const below = readdirSync(path).filter((name) => !NO_INPUT.includes(name));
  // The time of a folder also changes with entries that are not inputs.
  return Math.max(0, ...below.map((name) => youngest(join(path, name))));
}
