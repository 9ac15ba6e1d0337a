/** Pages, comments, errors and titles are in plain English, as far as a machine can check it: short sentences, and no word of the list. */
import { readdirSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { pages, read, root } from './documents';
import { begunWithOf, LONGEST_SENTENCE, longSentencesIn, saidIn, titlesIn, unwantedIn } from './language';

const withoutCode = (markdown: string) => markdown.replaceAll(/^```.*?^```$/gms, '');

describe.each([...pages, 'help'])('%s', (page) => {
  it('uses no word that makes a text hard to read', () => {
    // What a page quotes is not its own text.
    expect(unwantedIn(withoutCode(read(page)).replaceAll(/"[^"\n]*"/g, '""'))).toEqual([]);
  });

  it(`has no sentence of more than ${LONGEST_SENTENCE} words`, () => {
    // In `help` each line stands for itself.
    const text = page === 'help' ? read(page).replaceAll('\n', '\n\n') : read(page);
    expect(longSentencesIn(text)).toEqual([]);
  });
});

const rooms = groupByFolder(sourcesIn('lib'));

describe.each([...rooms])('%s', (_, files) => {
  it('has no comment and no text with a word that makes it hard to read', () => {
    const found = files.flatMap((file) => {
      const { comments, texts } = saidIn(read(file));
      return [...unwantedIn([...comments, ...texts].join('\n')), ...begunWithOf(comments)].map(
        (each) => `${file}: ${each}`,
      );
    });
    expect(found).toEqual([]);
  });
});

it('no title of a test, and no comment beside the tests, has a word that makes it hard to read', () => {
  const tests = sourcesIn('__tests__');
  const beside = sourcesIn('services').filter((file) => file.endsWith('.test.ts'));
  const found = [...tests, ...beside].flatMap((file) => {
    const source = read(file);
    // Only a file that has such a word at all is read as code, which takes time.
    if (unwantedIn(source).length === 0 && !/(\*|\/\/) *Of\b/.test(source)) return [];
    const { comments } = saidIn(source);
    const said = file.endsWith('.test.ts') ? [...comments, ...titlesIn(source)] : comments;
    return [...unwantedIn(said.join('\n')), ...begunWithOf(comments)].map((each) => `${file}: ${each}`);
  });
  expect(found).toEqual([]);
});

function groupByFolder(files: readonly string[]): Map<string, string[]> {
  const folders = new Map<string, string[]>();
  for (const file of files) folders.set(dirname(file), [...(folders.get(dirname(file)) ?? []), file]);
  return folders;
}

function sourcesIn(folder: string): string[] {
  return readdirSync(join(root, folder), { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.ts'))
    .map((entry) => relative(root, join(entry.parentPath, entry.name)))
    .filter((file) => !file.includes('node_modules'))
    .sort();
}

describe('the check itself', () => {
  it.each([
    ['Nobody calls it.', ['nobody']],
    ['What somebody added, whoever it was.', ['somebody', 'whoever']],
    ['TLS is Envoy’s affair.', ['’s affair']],
    ['A process that crashes is reported and restarted.', []],
  ])('finds the words of %s', (text, words) => {
    expect(unwantedIn(text).map((found) => /^"(.*?)"/.exec(found)?.[1]?.toLowerCase())).toEqual(words);
  });

  it('reads comments and texts, and leaves code alone', () => {
    const source = "/** Of a node: its port. */\nconst nobody = `a ${1} b`; // why\nfail('no port');";
    const { comments, texts } = saidIn(source);
    expect({ comments, texts }).toEqual({
      comments: ['Of a node: its port.', 'why'],
      texts: ['a ', ' b', 'no port'],
    });
    expect(begunWithOf(comments)).toEqual(['Of a node: its port.']);
  });

  it('reads the titles of tests', () => {
    const source =
      "describe('a node', () => { it.each([['x']])('has %s', () => f('no title')); test('runs', g); });";
    expect(titlesIn(source)).toEqual(['a node', 'has %s', 'runs']);
  });

  const words = (count: number) => Array.from({ length: count }, () => 'word').join(' ');

  it.each([
    [`${words(30)}.`, 0],
    [`${words(31)}.`, 1],
    [`${words(20)}. ${words(20)}.`, 0],
    [`- ${words(20)}\n- ${words(20)}`, 0],
    [`| ${words(31)} |`, 0],
    ['```text\n' + words(31) + '\n```', 0],
    [`${words(15)}\n${words(16)}.`, 1],
  ])('counts the words of a sentence: %j', (text, long) => {
    expect(longSentencesIn(text)).toHaveLength(long);
  });
});
