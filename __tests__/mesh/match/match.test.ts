/** Which requests a route takes. */
import { exact, not, prefix, present, suffix } from '../../../lib/mesh';
import { completeMatch, type RouteMatch, takesEverything } from '../../../lib/mesh/match/match';
import type { Protocol } from '../../../lib/mesh/protocol';
import { aGateway, type MeshParts } from '../../../lib/testing';
import { problemsOf } from '../problems-of';

const matching = (match: RouteMatch): MeshParts => ({
  services: { web: { routes: { default: { match, targets: { web: 1 } } } } },
});
const empty = { headers: [], queryParameters: [], metadata: [] };

describe('a match that says nothing', () => {
  it.each<[Protocol, object]>([
    ['http', { prefix: '/' }],
    ['http2', { prefix: '/' }],
    ['grpc', {}],
    ['tcp', {}],
  ])('of %s takes everything: %j', (protocol, start) => {
    const match = completeMatch(undefined, protocol);
    expect(match).toEqual({ ...start, ...empty });
    expect(takesEverything(match)).toBe(true);
  });
});

describe('a match', () => {
  it('has no prefix beside a path', () => {
    expect(completeMatch({ path: exact('/a') }, 'http')).toEqual({ path: exact('/a'), ...empty });
  });

  it('is the same whatever order it was written in, several for one header too', () => {
    const one = completeMatch(
      { method: 'GET', headers: { b: present(), a: [suffix('z'), prefix('a')] }, prefix: '/x' },
      'http',
    );
    const other = completeMatch(
      { prefix: '/x', headers: { a: [prefix('a'), suffix('z')], b: [present()] }, method: 'GET' },
      'http',
    );
    expect(JSON.stringify(other)).toBe(JSON.stringify(one));
    expect(one.headers).toEqual([
      { name: 'a', match: prefix('a') },
      { name: 'a', match: suffix('z') },
      { name: 'b', match: present() },
    ]);
  });

  it.each<RouteMatch>([
    { prefix: '/a' },
    { path: exact('/') },
    { headers: { a: present() } },
    { queryParameters: { a: present() } },
    { method: 'GET' },
    { scheme: 'http' },
    { serviceName: 'a' },
    { metadata: { a: present() } },
  ])('that says %j does not take everything', (match) => {
    expect(takesEverything(completeMatch(match, 'http'))).toBe(false);
  });

  it('of a port takes everything there', () => {
    expect(takesEverything(completeMatch({ port: 9000 }, 'http'))).toBe(true);
  });
});

describe('a value of another form', () => {
  const route = (match: object) => problemsOf(matching(match as RouteMatch));
  const place = 'service "web" > route "default" > match [field-type]';

  it.each([
    { prefix: 5 },
    { path: '/a' },
    { path: prefix('/a') },
    { headers: [] },
    { queryParameters: { a: prefix('x') } },
    { queryParameters: { a: not(present()) } },
    { method: 'get' },
    { scheme: 'ftp' },
    { port: '3000' },
    { serviceName: 5 },
    { methodName: 5 },
    { metadata: { a: 5 } },
  ])('is refused: %j', (match) => {
    expect(route(match)).toEqual([place]);
  });

  it.each([{ hostname: exact('a.com') }, { query: {} }])('is a field of no route: %j', (match) => {
    expect(route(match)).toEqual(['service "web" > route "default" > match [field-unknown]']);
  });

  it.each([
    [{ scheme: 'http' }, 'field-unknown'],
    [{ port: 3000 }, 'field-unknown'],
    [{ methodName: 'Buy' }, 'field-unknown'],
    [{ hostname: 'a.com' }, 'field-type'],
    [{ hostname: prefix('a') }, 'field-type'],
  ])('is refused at a gateway: %j', (match, code) => {
    const routes = { all: { service: 'web', match: match as never } };
    expect(problemsOf({ gateways: { in: aGateway({ routes }) } })).toEqual([
      `gateway "in" > route "all" > match [${code}]`,
    ]);
  });
});
