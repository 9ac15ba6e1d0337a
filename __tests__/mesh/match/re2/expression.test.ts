/** Expressions of RE2: which are some, and what they take. */
import { cpuTime } from '../../../support/cpu-time';
import { readExpression } from '../../../../lib/mesh/match/re2/expression';

const takes = (expression: string, ...texts: string[]) =>
  texts.filter((text) => readExpression(expression)?.test(text));

describe('an expression takes the whole text', () => {
  it.each<[string, string[], string[]]>([
    ['a', ['a'], ['ab', 'ba', 'A', '']],
    ['', [''], ['a']],
    ['a|bc|', ['a', 'bc', ''], ['b', 'abc']],
    ['a*b+c?', ['b', 'aabbc'], ['ac']],
    ['a{2}', ['aa'], ['a', 'aaa']],
    ['a{2,}', ['aa', 'aaaa'], ['a']],
    ['a{1,2}?', ['a', 'aa'], ['aaa']],
    ['a{', ['a{'], ['a']],
    ['a{,2}', ['a{,2}'], ['a']],
    ['.', ['x', 'é', '😀'], ['\n', '']],
    ['(?s).', ['\n'], []],
    ['^a$', ['a'], ['a\n']],
    ['(?m)a$\\nb', ['a\nb'], ['ab']],
    ['(a|b)(?:c)(?P<d>d)(?<e>e)', ['acde'], ['cde']],
    ['\\d\\D\\s\\S\\w\\W', ['1a b_-'], ['aa b_-', '1a\vb_-']],
    ['\\bab\\b', ['ab'], ['a b']],
    ['\\Aab\\z', ['ab'], ['abc']],
    ['\\x41\\x{42}\\103\\t\\.', ['ABC\t.'], ['ABCt.']],
    ['\\Qa.b\\E+', ['a.b', 'a.bb'], ['aab', 'a.ba.b']],
    ['\\\\Qa', ['\\Qa'], ['a']],
    ['\\pL\\p{Greek}\\PL\\p{^Greek}', ['aα1a'], ['aa1a']],
  ])('%s', (expression, hits, misses) => {
    expect(takes(expression, ...hits, ...misses)).toEqual(hits);
  });
});

describe('a class', () => {
  it.each<[string, string[], string[]]>([
    ['[a-c]', ['b'], ['d', 'B']],
    ['[^a-c]', ['d', '\n', 'é'], ['b']],
    ['[]a]', [']', 'a'], ['b']],
    ['[^]a]', ['b'], [']', 'a']],
    ['[a-]', ['a', '-'], ['b']],
    ['[\\d.\\]]', ['1', '.', ']'], ['a']],
    ['[\\W]', ['-', 'é'], ['a', '_']],
    ['[^\\D]', ['1'], ['a']],
    ['[[:alpha:]_]', ['a', '_'], ['1']],
    ['[[:^alpha:]]', ['1', 'é'], ['a']],
    ['[\\p{Lu}]', ['A'], ['a']],
  ])('%s', (expression, hits, misses) => {
    expect(takes(expression, ...hits, ...misses)).toEqual(hits);
  });
});

describe('a flag', () => {
  it('i holds from where it stands to the end of its group', () => {
    expect(takes('a(?i)b(c|D)', 'abcd', 'aBC', 'abd', 'ABC')).toEqual(['aBC', 'abd']);
    expect(takes('(?i:a)b', 'Ab', 'AB')).toEqual(['Ab']);
    expect(takes('((?i)a)b', 'Ab', 'AB')).toEqual(['Ab']);
    expect(takes('(?i)a(?-i)b', 'Ab', 'AB')).toEqual(['Ab']);
    expect(takes('(?i)a(?-i:b)c', 'AbC', 'ABC')).toEqual(['AbC']);
  });

  it('i reaches into classes', () => {
    expect(takes('(?i)[a-c][^x][[:lower:]]', 'Bya', 'byA', 'bXa')).toEqual(['Bya', 'byA']);
  });

  it('U changes nothing where the whole text must fit', () => {
    expect(takes('(?U)a+b*', 'aab')).toEqual(['aab']);
  });
});

describe('no expression of RE2', () => {
  it.each([
    ['look-ahead', 'a(?=b)'],
    ['look-behind', '(?<=a)b'],
    ['back-reference', '(a)\\1'],
    ['possessive repetition', 'a++'],
    ['repetition of a repetition', 'a**'],
    ['nothing to repeat', '*a'],
    ['nothing to repeat', '{2}'],
    ['more than 1000 repetitions', 'a{1001}'],
    ['a range of repetitions the wrong way', 'a{3,2}'],
    ['a group that nothing closes', '(a'],
    ['a group that nothing opens', 'a)'],
    ['a class that nothing closes', '[a'],
    ['a range the wrong way', '[b-a]'],
    ['an unknown class', '[[:letters:]]'],
    ['a class that every object has', '[[:constructor:]]'],
    ['an unknown escape', '\\y'],
    ['an escape of nothing', '\\'],
    ['an unknown flag', '(?x)a'],
    ['a single byte, which re2js does not know', '\\C'],
    ['an unknown script', '\\p{Klingon}'],
    ['a name twice', '(?P<a>x)(?P<a>y)'],
  ])('%s: %s', (_, expression) => {
    expect(readExpression(expression)).toBeUndefined();
  });
});

it('needs time in proportion to the text, whatever the expression', () => {
  const expression = readExpression('(a+)+b');
  const text = `${'a'.repeat(10_000)}c`;
  expect(cpuTime(() => expect(expression?.test(text)).toBe(false))).toBeLessThan(1000);
});
