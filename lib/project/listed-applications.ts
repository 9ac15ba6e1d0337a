/** The applications that `services/index.ts` lists. A mistake in a file becomes a problem with its place. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { type ApplicationSource, isApplicationSource } from '../mesh/application';
import type { Problem } from '../mesh/checks/problem';
import { problems } from '../mesh/checks/problems';
import { applicationFileMissing, applicationUnlisted } from './problems';
import { inProject, placeOfThrown, textOfThrown } from '../mesh/checks/thrown-by-user';

export interface ListedApplications {
  readonly sources: readonly ApplicationSource[];
  /**
   * Problems that keep the list, or an application in it, from being read; and warnings of folders that are not in the
   * list.
   */
  readonly problems: readonly Problem[];
}

const LIST = 'services/index.ts';

/** Runs the user's files. An error that they throw is returned as a problem. */
export function listApplications(root: string): ListedApplications {
  const load = createRequire(__filename);
  try {
    const { sources, problems } = readExports(load(join(root, 'services', 'index')) as object);
    return { sources, problems: [...problems, ...unlisted(root, Object.keys(load.cache))] };
  } catch (error) {
    return { sources: [], problems: loadProblems(root, error, LIST) };
  }
}

/** The exports that are applications, and a problem for each other export. */
export function readExports(exports: object): ListedApplications {
  const all: readonly (readonly [string, unknown])[] = Object.entries(exports);
  return {
    sources: all.map(([, source]) => source).filter(isApplicationSource),
    problems: all
      .filter(([, source]) => !isApplicationSource(source))
      .map(([name, got]) => problems.applicationMissing(`${LIST} > export ${name}`, got)),
  };
}

/** @param file the file that was to be read: used as the place of an error that does not name its own */
export function loadProblems(root: string, error: unknown, file: string): Problem[] {
  const wrong = syntaxProblems(error);
  if (wrong.length > 0) return wrong;
  return [missingProblem(root, error) ?? broken(placeOfThrown(error) ?? file, textOfThrown(error))];
}

const broken = (where: string, reason: string) => problems.applicationBroken(where, reason);

/** `/home/me/project/services/shop/application.ts:20:7: ERROR: Expected "}" but found ":"`: tsx, which reads TypeScript, counts columns from 0. */
const REFUSAL = /^(.+):(\d+):(\d+): ERROR: (.+)$/gm;

function syntaxProblems(error: unknown): Problem[] {
  if (!(error instanceof Error)) return [];
  return [...error.message.matchAll(REFUSAL)].map(([, file = '', row = '', column = '', text = '']) =>
    broken(`${inProject(file)}:${row}:${Number(column) + 1}`, text),
  );
}

/** One of the project's own files imports a module that does not exist. */
function missingProblem(root: string, error: unknown): Problem | undefined {
  const { requireStack: [asking] = [], message = '' } = error as {
    readonly requireStack?: readonly string[];
    readonly message?: string;
  };
  const [, name] = /^Cannot find module '([^']+)'/.exec(message) ?? [];
  if (asking === undefined || name === undefined || !asking.startsWith(join(root, 'services')))
    return undefined;
  const known = applicationFolders(root).map((folder) => `./${folder}/application`);
  return applicationFileMissing(
    placeOfText(asking, name),
    name,
    asking === join(root, 'services', 'index.ts') ? known : [],
  );
}

function placeOfText(file: string, name: string): string {
  const lines = readFileSync(file, 'utf8').split('\n');
  const row = lines.findIndex((line) => line.includes(name));
  // The column of the quotation mark before it.
  return row < 0 ? inProject(file) : `${inProject(file)}:${row + 1}:${lines[row]?.indexOf(name) ?? 1}`;
}

/** @param read paths of all files that were read */
function unlisted(root: string, read: readonly string[]): Problem[] {
  return applicationFolders(root)
    .filter((folder) => !read.includes(join(root, 'services', folder, 'application.ts')))
    .map((folder) => {
      const name = folder.replace(/[^A-Za-z0-9]+(.)?/g, (_, letter?: string) => letter?.toUpperCase() ?? '');
      return applicationUnlisted(
        `services/${folder}/application.ts`,
        `export { default as ${name} } from './${folder}/application';`,
      );
    });
}

function applicationFolders(root: string): string[] {
  return readdirSync(join(root, 'services'))
    .filter((folder) => existsSync(join(root, 'services', folder, 'application.ts')))
    .sort();
}
