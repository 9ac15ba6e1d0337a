/**
 * Reads from a Dockerfile which command its image runs, with the paths of the source folder in place of the image's
 * paths.
 */
import { existsSync, statSync } from 'node:fs';
import { basename, dirname, join, posix } from 'node:path';

export interface ImageStart {
  readonly words: readonly string[];
  /** Variables that `ENV` sets. */
  readonly environment: Readonly<Record<string, string>>;
}

interface Copied {
  readonly from: string;
  readonly to: string;
}

interface Stage {
  readonly folder: string;
  workdir: string;
  entrypoint: readonly string[];
  cmd: readonly string[];
  readonly copies: Copied[];
  readonly environment: Record<string, string>;
}

/**
 * Returns a text, the reason, if the Dockerfile does not show the command. https://docs.docker.com/reference/dockerfile/
 */
export function readImageStart(dockerfile: string, folder: string): ImageStart | string {
  const stage = lastStage(dockerfile, folder);
  const words = [...stage.entrypoint, ...stage.cmd];
  if (words.length === 0) return 'its Dockerfile has no CMD';
  const found = words.map((word) => wordsHere(word, stage));
  // Other words that begin with a slash may be paths of requests.
  const files = found.flat().filter((word, index) => index === 0 || /\.\w+$/.test(word));
  const lost = files.find((word) => word.startsWith('/') && !existsSync(word));
  if (lost !== undefined) return `its Dockerfile runs ${lost}, which no COPY brings from that folder`;
  return { words: found.map((parts) => parts.join('')), environment: stage.environment };
}

/** The last stage becomes the image. */
function lastStage(dockerfile: string, folder: string): Stage {
  let stage = emptyStage(folder);
  for (const [, name = '', rest = ''] of instructionsOf(dockerfile)) {
    switch (name.toUpperCase()) {
      case 'FROM':
        stage = emptyStage(folder);
        break;
      case 'WORKDIR':
        stage.workdir = posix.resolve(stage.workdir, rest);
        break;
      case 'ENV':
        Object.assign(stage.environment, readEnvironment(rest));
        break;
      case 'COPY':
      case 'ADD':
        stage.copies.push(...readCopies(rest, stage));
        break;
      case 'ENTRYPOINT':
        stage.entrypoint = readCommand(rest);
        stage.cmd = [];
        break;
      case 'CMD':
        stage.cmd = readCommand(rest);
        break;
    }
  }
  return stage;
}

function emptyStage(folder: string): Stage {
  return { folder, workdir: '/', entrypoint: [], cmd: [], copies: [], environment: {} };
}

function instructionsOf(dockerfile: string): RegExpMatchArray[] {
  const lines = dockerfile.replace(/^[ \t]*#.*\r?\n?/gm, '').replace(/\\[ \t]*\r?\n/g, '');
  return [...lines.matchAll(/^[ \t]*([a-zA-Z]+)[ \t]+(.*?)[ \t]*\r?$/gm)];
}

/** A JSON list, or a line for the shell. */
function readCommand(text: string): readonly string[] {
  return readList(text) ?? ['sh', '-c', text];
}

function readList(text: string): readonly string[] | undefined {
  try {
    const list: unknown = JSON.parse(text);
    return Array.isArray(list) ? list.map(String) : undefined;
  } catch {
    return undefined;
  }
}

/**
 * Reads `A=1 B="two words"`, or `A one value`. Leaves out values that refer to variables of the image, such as its
 * `PATH`.
 */
function readEnvironment(text: string): Record<string, string> {
  const pairs = [...text.matchAll(/([A-Za-z_]\w*)=(?:"([^"]*)"|'([^']*)'|(\S*))/g)];
  const [first = '', rest = ''] = text.split(/\s+(.*)/, 2);
  const entries =
    pairs.length === 0
      ? [[first, rest] as const]
      : pairs.map(([, name = '', double, single, bare]) => [name, double ?? single ?? bare ?? ''] as const);
  return Object.fromEntries(entries.filter(([name, value]) => name !== 'PATH' && !value.includes('$')));
}

/** A file that comes from another stage is not a file of the folder. */
function readCopies(text: string, { workdir, folder }: Stage): Copied[] {
  if (/^(--\S+\s+)*--from=/.test(text)) return [];
  const words = text.replace(/^(--\S+\s+)*/, '');
  const places = readList(words) ?? words.split(/\s+/);
  const to = places.at(-1) ?? '';
  const sources = places.slice(0, -1);
  const target = posix.resolve(workdir, to);
  const intoFolder = /(^|\/)\.{0,2}$/.test(to) || sources.length > 1;
  return sources.map((source) => {
    const from = join(folder, source);
    // A pattern counts as its whole folder: files are only looked up in it, so extra ones do no harm.
    if (/[*?[]/.test(basename(source))) return { from: dirname(from), to: target };
    const isFolder = statSync(from, { throwIfNoEntry: false })?.isDirectory() ?? false;
    return { from, to: intoFolder && !isFolder ? posix.join(target, basename(source)) : target };
  });
}

/** The word in parts. Each path of the image is replaced by the path in the folder that was copied there. */
function wordsHere(word: string, { workdir, copies }: Stage): string[] {
  return word.split(/(?<=\s)|(?=\s)/).map((part) => {
    // A word without dot and slash is a program on the `PATH`, or not a path.
    if (!/[./]/.test(part)) return part;
    const path = posix.resolve(workdir, part);
    const here = copies
      .filter(({ to }) => path === to || path.startsWith(to === '/' ? to : `${to}/`))
      .map(({ from, to }) => join(from, posix.relative(to, path)))
      .findLast((each) => existsSync(each));
    return here ?? part;
  });
}
