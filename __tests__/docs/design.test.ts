/** `docs/design.md` names the folders that are on disk, and has the import table that the architecture test enforces. */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { type ImportRule, importRules } from '../import-rules';
import { expectGolden } from '../support/golden-files';
import { read, root } from './documents';

const page = read('docs/design.md');

const between = (name: string): string =>
  new RegExp(`<!-- ${name} -->\\n(.*?)<!-- /${name} -->`, 's').exec(page)?.[1] ?? '';

/** Folders of lib that hold a file, by their path from the root. */
function foldersOfLib(): string[] {
  const files = readdirSync(join(root, 'lib'), { recursive: true, withFileTypes: true }).filter((entry) =>
    entry.isFile(),
  );
  return [...new Set(files.map((entry) => entry.parentPath.slice(root.length + 1)))].sort();
}

/** The import table in Markdown, one row for each rule. */
function renderImportRules(rules: readonly ImportRule[]): string {
  const code = (globs: readonly string[] = []) => globs.map((glob) => `\`${glob}\``).join(', ');
  const rows = rules.map(({ files, may, mayAsType, rule }) => [
    code([files]),
    code(may),
    code(mayAsType),
    rule,
  ]);
  const table = [['files', 'may import', 'may import as a type', 'because'], ...rows];
  const widths = [0, 1, 2, 3].map((column) => Math.max(...table.map((row) => row[column]?.length ?? 0)));
  const line = (cells: readonly string[]) =>
    `| ${cells.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(' | ')} |`;
  const [head = [], ...body] = table;
  return [line(head), line(widths.map((width) => '-'.repeat(width))), ...body.map(line)].join('\n');
}

describe('docs/design.md', () => {
  it('has a question for each folder of lib, and for no other', () => {
    const rows = [...between('folders').matchAll(/^\| `(lib[^`]*)` +\| (\S.*\?.*?) +\|$/gm)];
    expect(rows.map(([, folder]) => folder).sort()).toEqual(foldersOfLib());
  });

  it('has the import table that the architecture test enforces', () => {
    const table = renderImportRules(importRules);
    const written = page.replace(between('imports'), () => `\n${table}\n\n`);
    expect(between('imports')).not.toBe('');
    expectGolden(join(root, 'docs/design.md'), written);
  });
});
