/** One condition on a piece of text. */
import { exact, not, prefix, present, range, regex, suffix } from '../../../lib/mesh';
import { lengths } from '../../../lib/mesh/checks/limits';
import { describeValue, type HeaderMatch, validateRegex } from '../../../lib/mesh/match/value-match';
import { codesOf, textsOf } from '../problems-of';

const header = (match: HeaderMatch) => ({
  services: { web: { routes: { default: { match: { headers: { age: match } }, targets: { web: 1 } } } } },
});

it.each<[HeaderMatch, string]>([
  [exact('yes'), 'exact "yes"'],
  [prefix('2.'), 'prefix "2."'],
  [suffix('-rc'), 'suffix "-rc"'],
  [regex('a|b'), 'regex "a|b"'],
  [range(1, 10), 'from 1 to before 10'],
  [present(), 'present'],
  [not(exact('no')), 'not exact "no"'],
])('%j is said as %s', (match, text) => {
  expect(describeValue(match)).toBe(text);
});

it.each([exact('x'), prefix('x'), suffix('x'), regex('x'), range(-5, 0), present(), not(range(0, 1))])(
  'a header may be matched by %j',
  (match) => {
    expect(codesOf(header(match))).toEqual([]);
  },
);

describe('a range', () => {
  it.each([
    [0, 1, []],
    [1, 1, ['match-range']],
    [2, 1, ['match-range']],
    [0.5, 1, ['match-range-start']],
    [0, 1.5, ['match-range-end']],
  ])('from %d to before %d: %j', (start, end, codes) => {
    expect(codesOf(header(range(start, end)))).toEqual(codes);
    expect(codesOf(header(not(range(start, end))))).toEqual(codes);
  });
});

describe('an expression', () => {
  it.each(['/v[12]/.*', '(?i)bot', '(?i:bot)', '(?P<id>[0-9]+)', '\\\\1', '[(?=]', 'a{2,3}', '\\d+'])(
    'of RE2 may be %s',
    (expression) => {
      expect(validateRegex(expression, lengths.matchValue, 'here')).toEqual([]);
    },
  );

  it.each(['(', 'a)', '[a', '*', 'a(?=b)', 'a(?!b)', '(?<=a)b', '(?<!a)b', '(a)\\1'])(
    'that RE2 does not read: %s',
    (expression) => {
      expect(codesOf(header(regex(expression)))).toEqual(['match-regex']);
      expect(codesOf(header(not(regex(expression))))).toEqual(['match-regex']);
    },
  );
});

it('is made by a function, which is named where it is not', () => {
  expect(textsOf(header('yes' as never))).toEqual([
    'service "web" > route "default" > match: header "age" must be made by exact(), prefix(), suffix(), regex(), range(), present() or not(), got "yes"; fix the value [field-type]',
  ]);
});

it.each([
  { kind: 'exact' },
  { kind: 'exact', value: 5 },
  { kind: 'range', start: 1 },
  { kind: 'not' },
  { kind: 'not', match: not(present()) },
  { kind: 'not', match: { kind: 'exact' } },
  { kind: 'glob', value: '*' },
  null,
])('is refused in another form: %j', (match) => {
  expect(codesOf(header(match as never))).toEqual(['field-type']);
});
