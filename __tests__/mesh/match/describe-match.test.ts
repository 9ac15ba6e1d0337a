/** A match in words. */
import { exact, not, present, regex } from '../../../lib/mesh';
import { describeMatch } from '../../../lib/mesh/match/describe-match';
import { completeMatch } from '../../../lib/mesh/match/match';

it('describes a match on one line', () => {
  const match = completeMatch(
    {
      hostname: exact('a.com'),
      path: regex('/x.*'),
      headers: { a: not(present()) },
      queryParameters: { q: exact('1') },
      method: 'GET',
      port: 3000,
    },
    'http',
  );
  expect(describeMatch(match)).toBe(
    'hostname exact "a.com", path regex "/x.*", header "a" not present, query parameter "q" exact "1", method "GET", port 3000',
  );
  expect(describeMatch(completeMatch({}, 'tcp'))).toBe('everything');
});
