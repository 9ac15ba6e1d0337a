/** One condition on a piece of text. */
import { exact, not, prefix, present, range, regex, suffix } from '../../../lib/mesh';
import { describeValue, type HeaderMatch } from '../../../lib/mesh/match/value-match';
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
