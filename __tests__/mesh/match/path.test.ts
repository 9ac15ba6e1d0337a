/** The form in which Envoy compares paths; each row was measured on Envoy 1.40. */
import { normalisePath } from '../../../lib/mesh/match/path';

it.each([
  ['/a/b', '/a/b'],
  ['/a//b', '/a/b'],
  ['/a/./b', '/a/b'],
  ['/a/../b', '/b'],
  ['/../a', '/a'],
  ['/a/../../b', '/b'],
  ['/a/..', '/'],
  ['/a/.', '/a/'],
  ['/a/b/./', '/a/b/'],
  ['/a//../b', '/a/b'],
  ['/a/b/..//c', '/a/c'],
  ['/a/...', '/a/...'],
  ['/.a', '/.a'],
  ['//', '//'],
  ['/a\\b', '/a/b'],
  ['/a/%2e%2E/b', '/b'],
  ['/a%2Fb', '/a%2Fb'],
  ['/%61%41%30%2D%5f%7e%2e', '/aA0-_~.'],
  ['/%20%3c%7B%7C', '/%20%3c%7B%7C'],
  ['/{x}|"<>^`', '/%7Bx%7D%7C%22%3C%3E%5E%60'],
  ["/a:@!$&'()*+,;=[]", "/a:@!$&'()*+,;=[]"],
  ['/%zz%', '/%zz%'],
])('%s is %s', (path, normal) => {
  expect(normalisePath(path)).toBe(normal);
});
