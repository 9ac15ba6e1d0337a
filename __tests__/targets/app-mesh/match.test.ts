import { exact, not, prefix, present, range, regex, suffix } from '../../../lib/mesh';
import { completeMatch } from '../../../lib/mesh/match/match';
import type { HeaderMatch } from '../../../lib/mesh/match/value-match';
import { renderHeader, renderHostname, renderHttpMatch } from '../../../lib/targets/app-mesh/match';

it.each<[HeaderMatch, object]>([
  [exact('yes'), { match: { exact: 'yes' } }],
  [prefix('2.'), { match: { prefix: '2.' } }],
  [suffix('-rc'), { match: { suffix: '-rc' } }],
  [regex('.*bot'), { match: { regex: '.*bot' } }],
  [range(-1, 10), { match: { range: { start: -1, end: 10 } } }],
  // Without a match it must be there, whatever it holds.
  [present(), {}],
  [not(present()), { invert: true }],
  [not(range(0, 2)), { invert: true, match: { range: { start: 0, end: 2 } } }],
  [exact('${user}'), { match: { exact: '$${user}' } }],
])('a header that is %j is %j', (match, rendered) => {
  expect(renderHeader({ name: 'x-a', match })).toEqual({ name: 'x-a', ...rendered });
});

it('has a prefix alone where it says nothing', () => {
  expect(renderHttpMatch(completeMatch({}, 'http'))).toEqual({ prefix: '/' });
});

it('has a path, headers and query parameters, in the singular as the provider wants them', () => {
  const match = completeMatch(
    {
      path: regex('/${a}/.*'),
      headers: { a: [prefix('1'), suffix('2')] },
      queryParameters: { q: present(), r: exact('%{x}') },
    },
    'http2',
  );
  expect(renderHttpMatch(match)).toEqual({
    path: { regex: '/$${a}/.*' },
    header: [
      { name: 'a', match: { prefix: '1' } },
      { name: 'a', match: { suffix: '2' } },
    ],
    queryParameter: [{ name: 'q' }, { name: 'r', match: { exact: '%%{x}' } }],
  });
});

it.each([
  [exact('a.com'), { exact: 'a.com' }],
  [suffix('.a.com'), { suffix: '.a.com' }],
])('a host that is %j is %j', (hostname, rendered) => {
  expect(renderHostname(hostname)).toEqual(rendered);
});
