/** What each condition of a route takes. The same cases run on the real Envoy in targets/envoy/data-plane/matches.test.ts. */
import { exact, not, prefix, present, range, regex, suffix } from '../../../lib/mesh';
import { fitsHeader } from '../../../lib/mesh/resolve/condition';
import type { HeaderMatch } from '../../../lib/mesh/match/value-match';

it.each<[string, HeaderMatch, (string | undefined)[], (string | undefined)[]]>([
  ['exact', exact('yes'), ['yes'], ['YES', 'yes!', '', undefined]],
  ['prefix', prefix('a'), ['a', 'ab'], ['ba', undefined]],
  ['suffix', suffix('a'), ['a', 'ba'], ['ab', undefined]],
  ['regex, of the whole text', regex('a{2}b*'), ['aa', 'aabb'], ['caab', undefined]],
  [
    'range, its end left out',
    range(-1, 10),
    ['-1', '0', '9', '+9', ' 9 '],
    ['-2', '10', '9.5', 'x', '', undefined],
  ],
  ['present', present(), ['', 'x'], [undefined]],
  ['not exact: what is not there is not compared', not(exact('no')), ['yes', ''], ['no', undefined]],
  ['not range: what is no number is outside', not(range(1, 2)), ['2', 'x'], ['1', undefined]],
  ['not present', not(present()), [undefined], ['', 'x']],
])('%s', (_, match, hits, misses) => {
  expect([...hits, ...misses].filter(fitsHeader(match))).toEqual(hits);
});
