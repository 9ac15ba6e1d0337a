import { exact, grpc, http, http2, not, prefix, present, range, regex, suffix } from '../../../../lib/mesh';
import type { Listener } from '../../../../lib/mesh/listener';
import type { RouteMatch } from '../../../../lib/mesh/match/match';
import { aNode } from '../../../../lib/testing';
import { bootstrapsOf, routesOf } from '../bootstraps';

/** What a caller's Envoy makes of it, before the route that takes the rest. */
const matchOf = (match: RouteMatch, listener: Listener = http(3000)) => {
  const bootstrap = bootstrapsOf({
    nodes: {
      web: aNode({ listeners: [listener] }),
      caller: aNode({ listeners: [], backends: ['web'] }),
    },
    services: { web: { routes: { some: { match, targets: { web: 1 } } } } },
  })('caller');
  return routesOf(bootstrap).map((route) => route.match);
};

describe('a match of HTTP', () => {
  it.each([
    [{}, { prefix: '/' }],
    [{ prefix: '/api' }, { prefix: '/api' }],
    [{ path: exact('/api') }, { path: '/api' }],
    [{ path: regex('/v[0-9]+') }, { safe_regex: { regex: '/v[0-9]+' } }],
    [
      { method: 'POST' as const },
      { prefix: '/', headers: [{ name: ':method', string_match: { exact: 'POST' } }] },
    ],
  ])('%j is %j', (match, expected) => {
    expect(matchOf(match)).toEqual([expected]);
  });

  it('of the scheme is of HTTP/2', () => {
    expect(matchOf({ scheme: 'http' }, http2(3000))).toEqual([
      { prefix: '/', headers: [{ name: ':scheme', string_match: { exact: 'http' } }] },
    ]);
  });

  it.each([
    [exact('a'), { string_match: { exact: 'a' } }],
    [prefix('a'), { string_match: { prefix: 'a' } }],
    [suffix('a'), { string_match: { suffix: 'a' } }],
    [regex('a+'), { string_match: { safe_regex: { regex: 'a+' } } }],
    [range(1, 10), { range_match: { start: 1, end: 10 } }],
    [present(), { present_match: true }],
    [not(exact('a')), { string_match: { exact: 'a' }, invert_match: true }],
    [not(present()), { present_match: true, invert_match: true }],
  ])('of a header: %j is %j', (match, expected) => {
    expect(matchOf({ headers: { 'x-canary': match } })).toEqual([
      { prefix: '/', headers: [{ name: 'x-canary', ...expected }] },
    ]);
  });

  it('of query parameters wants all of them', () => {
    expect(matchOf({ queryParameters: { b: present(), a: exact('1') } })).toEqual([
      {
        prefix: '/',
        query_parameters: [
          { name: 'a', string_match: { exact: '1' } },
          { name: 'b', present_match: true },
        ],
      },
    ]);
  });
});

describe('a match of gRPC', () => {
  it.each([
    [{}, { prefix: '/' }],
    [{ serviceName: 'shop.Web' }, { prefix: '/shop.Web/' }],
    [{ serviceName: 'shop.Web', methodName: 'Buy' }, { path: '/shop.Web/Buy' }],
    [
      { metadata: { who: exact('me') } },
      { prefix: '/', headers: [{ name: 'who', string_match: { exact: 'me' } }] },
    ],
  ])('%j is %j', (match, expected) => {
    expect(matchOf(match, grpc(3000))).toEqual([{ ...expected, grpc: {} }]);
  });
});

describe('a condition on the host, which on a listener of its own is always the service’s,', () => {
  const on = (name: string, match: Parameters<typeof not>[0] | ReturnType<typeof not>) =>
    matchOf({ headers: { [name]: match, a: present() } });
  const folded = [{ prefix: '/', headers: [{ name: 'a', present_match: true }] }];

  it.each([
    [':authority', exact('web.shop.local:3000')],
    ['Host', suffix(':3000')],
    ['host', regex('(?i)WEB[.]shop.*')],
    ['host', not(exact('127.0.0.1'))],
    ['host', present()],
  ])('%s %j holds, and is gone', (name, match) => {
    expect(on(name, match)).toEqual(folded);
  });

  it.each([
    [':authority', exact('127.0.0.1')],
    ['host', prefix('cart')],
    ['host', range(1, 2)],
    ['host', not(present())],
  ])('%s %j never holds, and its route is gone', (name, match) => {
    expect(on(name, match)).toEqual([]);
  });
});
