import { hasEscapedSlash, unescapeSlashes } from '../../lib/mesh/escaped-slashes';
import { resolve } from '../../lib/mesh/resolve';
import { validateApplication } from '../../lib/mesh/validate';
import { aGateway, aMesh } from '../../lib/testing';

const shop = (pathWithEscapedSlashes: string) =>
  aMesh({ gateways: { ingress: aGateway({ pathWithEscapedSlashes: pathWithEscapedSlashes as never }) } });

test.each([
  ['/a%2Fb', true, '/a/b'],
  ['/a%2fb%5C', true, '/a/b\\'],
  ['/%5c', true, '/\\'],
  ['/a%2', false, '/a%2'],
  ['/a%252Fb', false, '/a%252Fb'],
  ['/a/b', false, '/a/b'],
])('%s has an escaped slash: %s', (path, has, plain) => {
  expect(hasEscapedSlash(path)).toBe(has);
  expect(unescapeSlashes(path)).toBe(plain);
});

test('a word that is none of Envoy’s is told with those that are', () => {
  expect(() => shop('reject').at({ stage: 'dev' })).toThrow(
    /pathWithEscapedSlashes.*"keep-unchanged", "reject-request", "unescape-and-redirect", "unescape-and-forward", got "reject"/,
  );
});

test('what is said in Envoy’s own way is as if nothing were said', () => {
  const application = shop('keep-unchanged').at({ stage: 'dev' });
  expect(validateApplication(application)).toEqual([]);
  expect(application.gateways[0]).not.toHaveProperty('pathWithEscapedSlashes');
  expect(resolve(application, { from: 'ingress', path: '/a%2Fb' })).toMatchObject({
    arrives: { path: '/a%2Fb' },
  });
});
