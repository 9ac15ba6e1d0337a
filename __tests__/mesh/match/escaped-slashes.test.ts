import { hasEscapedSlash, unescapeSlashes } from '../../../lib/mesh/match/escaped-slashes';
import { resolve } from '../../../lib/mesh/resolve';
import { validateApplication } from '../../../lib/mesh/validate';
import { exact, regex } from '../../../lib/mesh';
import { aGateway, aMesh } from '../../../lib/testing';
import { textsOf } from '../problems-of';

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

describe('a route whose own path has an escaped slash', () => {
  const told = (
    pathWithEscapedSlashes: 'keep-unchanged' | 'reject-request' | 'unescape-and-forward',
    match: object,
  ) =>
    textsOf({
      gateways: {
        ingress: aGateway({
          pathWithEscapedSlashes,
          routes: { file: { service: 'web', priority: 1, match }, all: { service: 'web' } },
        }),
      },
    });

  it('is never met where the gateway lets none come so far', () => {
    expect(told('unescape-and-forward', { prefix: '/a%2fb' })).toEqual([
      'gateway "ingress" > route "file": pathWithEscapedSlashes of the gateway is "unescape-and-forward", so no path with %2F or %5C reaches a route, and this match never applies, got "/a%2fb"; write "/a/b", or leave pathWithEscapedSlashes out [match-escaped-slash]',
    ]);
    expect(told('reject-request', { path: exact('/a%5Cb') })).toEqual([
      expect.stringMatching(/got "\/a%5Cb"; write "\/a\/b".*\[match-escaped-slash\]$/),
    ]);
  });

  it('is met as it is written where they stay unchanged; an expression is not judged', () => {
    expect(told('keep-unchanged', { prefix: '/a%2Fb' })).toEqual([]);
    expect(told('reject-request', { prefix: '/a%252Fb' })).toEqual([]);
    expect(told('reject-request', { path: regex('/a(%2F|/)b') })).toEqual([]);
  });
});
