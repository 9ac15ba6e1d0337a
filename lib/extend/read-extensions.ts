/** The files `services/<application>/extend.ts`, read so that a mistake in one is a problem with its place. */
import { existsSync, readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { ApplicationSource } from '../mesh/application';
import type { Problem } from '../mesh/checks/problem';
import { loadProblems } from '../project';
import { type Extension, isExtension } from './extension';
import { extensionMissing, extensionOfAnother, extensionUnread } from './problems';

/** By name of the application. */
export type Extensions = ReadonlyMap<string, Extension>;

export interface ReadExtensions {
  readonly extensions: Extensions;
  readonly problems: readonly Problem[];
}

/**
 * Runs the user's files. What they throw is returned as a problem.
 * @param sources the listed applications. A file of no other one is run.
 */
export function readExtensions(root: string, sources: readonly ApplicationSource[]): ReadExtensions {
  const listed = new Map(sources.map((source) => [source.name, source]));
  const read = extendedFolders(root).map((folder) => readExtension(root, folder, listed.get(folder)));
  return {
    extensions: new Map(
      read.flatMap(({ extension }) => (extension ? [[extension.source.name, extension]] : [])),
    ),
    problems: read.flatMap(({ problems }) => problems),
  };
}

/** For a test: the extension of this very application, none of another one that has its name. */
export function readExtensionOf(root: string, source: ApplicationSource): Extension | undefined {
  if (!extendedFolders(root).includes(source.name)) return undefined;
  const exported = load(root, source.name);
  return isExtension(exported) && exported.source === source ? exported : undefined;
}

interface ReadOne {
  readonly extension?: Extension;
  readonly problems: readonly Problem[];
}

function readExtension(root: string, folder: string, source: ApplicationSource | undefined): ReadOne {
  const file = fileOf(folder);
  if (source === undefined)
    return { problems: isUnlisted(root, folder) ? [] : [extensionUnread(file, folder)] };
  try {
    const extension = load(root, folder);
    if (!isExtension(extension)) return { problems: [extensionMissing(file, extension)] };
    return extension.source === source
      ? { extension, problems: [] }
      : { problems: [extensionOfAnother(file, nameOf(extension), folder)] };
  } catch (error) {
    return { problems: loadProblems(root, error, file) };
  }
}

/** Its application is not listed, of which another problem warns. */
function isUnlisted(root: string, folder: string): boolean {
  const application = join(root, 'services', folder, 'application.ts');
  return existsSync(application) && !Object.keys(createRequire(__filename).cache).includes(application);
}

function load(root: string, folder: string): unknown {
  const exports = createRequire(__filename)(join(root, 'services', folder, 'extend')) as {
    default?: unknown;
  };
  return exports.default;
}

const nameOf = ({ source }: Extension) => (source as Partial<ApplicationSource> | undefined)?.name ?? 'none';

export const fileOf = (folder: string) => `services/${folder}/extend.ts`;

function extendedFolders(root: string): string[] {
  const services = join(root, 'services');
  return readdirSync(services)
    .filter((folder) => existsSync(join(services, folder, 'extend.ts')))
    .sort();
}
