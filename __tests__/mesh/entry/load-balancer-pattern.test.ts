/** Patterns of rules: which texts fit, and which patterns hold all texts of another one. */
import { coversPattern, fitsPattern, patternsMeet } from '../../../lib/mesh/entry/load-balancer-pattern';

it.each([
  ['/api/*', '/api/', true],
  ['/api/*', '/api', false],
  ['/a?c', '/abc', true],
  ['/a?c', '/ac', false],
  ['*', '', true],
  ['?*', '', false],
  ['*.example.com', 'a.b.example.com', true],
  ['*.example.com', 'example.com', false],
  ['a*b*c', 'a-b-b-c', true],
  ['a*b*c', 'acb', false],
])('%s takes %j: %s', (pattern, text, fits) => {
  expect(fitsPattern(pattern, text)).toBe(fits);
});

it.each([
  ['/api/*', '/api/v?', true],
  ['/api/v?', '/api/*', false],
  ['/a?', '/a*', false],
  ['/*', '/?', true],
  ['*a*', '*ba*', true],
  ['*ba*', '*a*', false],
])('%s holds all of %s: %s', (outer, inner, covers) => {
  expect(coversPattern(outer, inner)).toBe(covers);
});

it.each([
  ['*.example.com', 'shop.example.com', true],
  ['api-*', '*.example.com', true],
  ['*.example.com', '*.shop.example.com', true],
  ['*.example.com', 'example.com', false],
  ['*.example.org', '*.example.com', false],
  ['a?c', 'a*', true],
  ['a?', 'a', false],
  ['*', '*', true],
  ['a*b', '*c', false],
  ['', '*', true],
])('some text fits %j and %j: %s', (one, other, meet) => {
  expect(patternsMeet(one, other)).toBe(meet);
  expect(patternsMeet(other, one)).toBe(meet);
});

it('takes no time that grows with each star', () => {
  expect(fitsPattern('*a'.repeat(60), 'a'.repeat(1000) + 'b')).toBe(false);
});
