/** Which conditions Envoy and App Mesh take. */
import { exact, not, prefix, present, range, regex, suffix } from '../../../lib/mesh';
import { lengths } from '../../../lib/mesh/checks/limits';
import { validateRegex } from '../../../lib/mesh/match/validate-value-match';
import type { HeaderMatch } from '../../../lib/mesh/match/value-match';
import { codesOf } from '../problems-of';

const header = (match: HeaderMatch) => ({
  services: { web: { routes: { default: { match: { headers: { age: match } }, targets: { web: 1 } } } } },
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
