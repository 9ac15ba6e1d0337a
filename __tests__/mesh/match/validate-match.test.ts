/** Which conditions fit a protocol, and which values fit a condition. */
import { exact, grpc, http, http2, type Listener, present, regex, suffix, tcp } from '../../../lib/mesh';
import type { RouteMatch } from '../../../lib/mesh/match/match';
import type { Protocol } from '../../../lib/mesh/protocol';
import { aGateway, aNode, type MeshParts } from '../../../lib/testing';
import { codesOf, textsOf } from '../problems-of';

const LISTENERS: Readonly<Record<Protocol, Listener>> = {
  http: http(3000),
  http2: http2(3000),
  grpc: grpc(3000),
  tcp: tcp(3000),
};
const matching = (match: RouteMatch, protocol: Protocol = 'http'): MeshParts => ({
  nodes: { web: aNode({ listeners: [LISTENERS[protocol]] }) },
  services: { web: { routes: { default: { match, targets: { web: 1 } } } } },
});

describe('what can be matched', () => {
  const values: Required<RouteMatch> = {
    prefix: '/a',
    path: exact('/a'),
    headers: { a: present() },
    queryParameters: { a: present() },
    method: 'GET',
    scheme: 'https',
    serviceName: 'shop.Web',
    methodName: 'Buy',
    metadata: { a: present() },
    port: 3000,
  };
  const http1 = ['prefix', 'path', 'headers', 'queryParameters', 'method', 'port'];
  const fitting: Readonly<Record<Protocol, readonly string[]>> = {
    http: http1,
    http2: [...http1, 'scheme'],
    grpc: ['serviceName', 'metadata', 'port'],
    tcp: ['port'],
  };
  const rows = Object.entries(fitting).flatMap(([protocol, fields]) =>
    Object.keys(values)
      // Needs a service beside it.
      .filter((field) => field !== 'methodName')
      .map((field) => ({ protocol: protocol as Protocol, field, fits: fields.includes(field) })),
  );

  it.each(rows)('of $protocol: $field, $fits', ({ protocol, field, fits }) => {
    const match = { [field]: values[field as keyof RouteMatch] };
    expect(codesOf(matching(match, protocol))).toEqual(fits ? [] : ['route-protocol']);
  });

  it('of gRPC is a method, with its service', () => {
    const { serviceName, methodName } = values;
    expect(codesOf(matching({ serviceName, methodName }, 'grpc'))).toEqual([]);
    expect(codesOf(matching({ methodName }, 'grpc'))).toEqual(['match-method-name']);
  });

  it('is said, with the place', () => {
    expect(textsOf(matching({ headers: { a: present() } }, 'tcp'))).toEqual([
      'service "web" > route "default": a route of tcp has no `headers`; remove it, or use another protocol on the listener [route-protocol]',
    ]);
  });
});

describe('a path', () => {
  it.each(['/', '/a/b', '/$a', `/${'x'.repeat(254)}`])('may be exactly %s', (path) => {
    expect(codesOf(matching({ path: exact(path) }))).toEqual([]);
  });

  it.each(['', 'a', '/a b', '/a?b', '/a#b', `/${'x'.repeat(255)}`])('may not be exactly %j', (path) => {
    expect(codesOf(matching({ path: exact(path) }))).toEqual(['path-exact']);
  });

  it('stands alone, without a prefix', () => {
    expect(codesOf(matching({ prefix: '/a', path: exact('/a/b') }))).toEqual(['match-prefix-and-path']);
  });

  it('that is an expression is one of RE2', () => {
    expect(codesOf(matching({ path: regex('/v(1|2)') }))).toEqual([]);
    expect(codesOf(matching({ path: regex('/v(1') }))).toEqual(['match-regex']);
  });

  it.each([
    [{ path: exact('/a//b') }, '/a/b'],
    [{ path: exact('/{id}') }, '/%7Bid%7D'],
    [{ prefix: '/%61/' }, '/a/'],
    [{ prefix: '/a/./' }, '/a/'],
  ])('of another form than Envoy compares is told, with the one that is met: %j', (match, normal) => {
    expect(textsOf(matching(match))).toEqual([
      expect.stringMatching(
        /^service .*: Envoy compares paths in another form than this one.*\[match-path-form\]$/,
      ),
    ]);
    expect(textsOf(matching(match))[0]).toContain(`; write "${normal}" `);
  });

  it.each(['/a', '/.', '/a..', '/a/.', '/%4', '/a%2F'])(
    'prefix %s is in that form, since more may follow',
    (prefix) => {
      expect(codesOf(matching({ prefix }))).toEqual([]);
    },
  );
});

describe("a gateway's host", () => {
  const hosts = (hostname: ReturnType<typeof exact> | ReturnType<typeof suffix>) =>
    codesOf({
      gateways: { in: aGateway({ routes: { all: { service: 'web', match: { hostname } } } }) },
    });

  it.each([exact('shop.example.com'), exact('shop'), suffix('.example.com'), suffix('-eu.example.com')])(
    'may be %j',
    (hostname) => {
      expect(hosts(hostname)).toEqual([]);
    },
  );

  it.each([exact('shop:80'), exact('.a.com'), exact('Shop.com'), exact('a..b'), suffix('*.com')])(
    'may not be %j',
    (hostname) => {
      expect(hosts(hostname)).toEqual(['match-hostname']);
    },
  );
});
