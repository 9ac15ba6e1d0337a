/** Pages are in plain English, as far as a machine can hold it: short sentences, and no word of the list. */
import { LONGEST_SENTENCE, longSentencesIn, unwantedIn } from './language';
import { pages, read } from './documents';

/** Written from the capabilities of the targets, and not rewritten yet. */
const OPEN: readonly string[] = ['docs/targets.md'];
const plain = pages.filter((page) => !OPEN.includes(page));

const withoutCode = (markdown: string) => markdown.replaceAll(/^```.*?^```$/gms, '');

describe.each([...plain, 'help'])('%s', (page) => {
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

describe('the check itself', () => {
  it.each([
    ['Nobody calls it.', ['nobody']],
    ['What somebody added, whoever it was.', ['somebody', 'whoever']],
    ['TLS is Envoy’s affair.', ['’s affair']],
    ['A process that crashes is reported and restarted.', []],
  ])('finds the words of %s', (text, words) => {
    expect(unwantedIn(text).map((found) => /^"(.*?)"/.exec(found)?.[1]?.toLowerCase())).toEqual(words);
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
