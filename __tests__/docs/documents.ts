/** What a reader is told to type: the commands of README, CONTRIBUTING, `docs/` and `help`. */
import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';

export const root = join(__dirname, '../..');

export interface DocumentedCommand {
  /** Path of the document. */
  readonly document: string;
  readonly command: string;
}

/** Every Markdown file that readers of the project read. */
export const pages = ['README.md', 'CONTRIBUTING.md', ...markdownBelow('docs')];

/** Every line of every `sh` block without its comment, and every line of `help` that begins with a command. */
export function documentedCommands(): DocumentedCommand[] {
  const markdown = pages.flatMap((document) =>
    [...read(document).matchAll(/^```sh\n(.*?)^```$/gms)]
      .flatMap(([, block = '']) => block.split('\n'))
      .map((line) => line.replace(/(^| +)# .*$/, '').trim())
      .filter((command) => command !== '')
      .map((command) => ({ document, command })),
  );
  const help = read('help')
    .split('\n')
    .filter((line) => /^ {4}(npm|npx|export|[A-Z_]+=)/.test(line))
    .map((line) => ({ document: 'help', command: (line.trim().split(/ {3,}/)[0] ?? '').trim() }));
  return [...markdown, ...help];
}

/** The files that a page has its reader write: each a block below its path in bold. */
export function filesOf(page: string): { readonly path: string; readonly text: string }[] {
  return [...page.matchAll(/\*\*`([^`]+)`\*\*\n\n^```\w+\n(.*?)^```$/gms)].map(
    ([, path = '', text = '']) => ({
      path,
      text,
    }),
  );
}

export function read(path: string): string {
  return readFileSync(join(root, path), 'utf8');
}

function markdownBelow(folder: string): string[] {
  return readdirSync(join(root, folder), { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.md'))
    .map((entry) => relative(root, join(entry.parentPath, entry.name)))
    .sort();
}
