/** Which route is taken, where several match. */
import fc from 'fast-check';
import { exact, not, prefix, present, regex, suffix } from '../../lib/mesh';
import { covers } from '../../lib/mesh/covering';
import { completeMatch, type GatewayRouteMatch, type RouteMatch } from '../../lib/mesh/match';
import type { Protocol } from '../../lib/mesh/protocol';
import { inOrder, type Ordered, validateReach } from '../../lib/mesh/route-order';

const route = (name: string, match: RouteMatch & GatewayRouteMatch = {}, priority?: number): Ordered => ({
  name,
  match: completeMatch(match, match.serviceName === undefined ? 'http' : 'grpc'),
  ...(priority !== undefined && { priority }),
});
const order = (...routes: Ordered[]) => inOrder(routes).map(({ name }) => name);

it('compares conditions by what they say, not by the order in which their fields were written', () => {
  const one = route('a', { path: { kind: 'exact', value: '/x' }, headers: { a: not(exact('1')) } });
  const other = route('b', {
    path: { value: '/x', kind: 'exact' },
    headers: { a: { match: { value: '1', kind: 'exact' }, kind: 'not' } },
  });
  expect(validateReach([one, other], 'here').map(({ code }) => code)).toEqual(['route-match-twice']);
  expect(covers(one.match, other.match)).toBe(true);
});

describe('the order', () => {
  it('is that of the priorities, 0 first; who has none comes after all that have one', () => {
    expect(
      order(
        route('exact', { path: exact('/a') }),
        route('last', {}, 1000),
        route('first', {}, 0),
        route('b', {}, 5),
      ),
    ).toEqual(['first', 'b', 'last', 'exact']);
  });

  it('of equals is that of the hosts: exact, the longest suffix, any', () => {
    expect(
      order(
        route('any', { path: exact('/a') }),
        route('short', { hostname: suffix('.com') }),
        route('long', { hostname: suffix('.shop.com') }),
        route('exact', { hostname: exact('a.b') }),
      ),
    ).toEqual(['exact', 'long', 'short', 'any']);
  });

  it('then of the paths: exact, the longest prefix, the longest expression', () => {
    expect(
      order(
        route('all', {}),
        route('regex', { path: regex('/a/b/c/.*') }),
        route('short', { prefix: '/a' }),
        route('long', { prefix: '/a/b' }),
        route('exact', { path: exact('/') }),
        route('regexp', { path: regex('/a/b/c/d/.*') }),
      ),
    ).toEqual(['exact', 'long', 'short', 'all', 'regexp', 'regex']);
  });

  it('of gRPC: a method, a service, any', () => {
    const any = { name: 'any', match: completeMatch({}, 'grpc') };
    expect(
      order(
        any,
        route('service', { serviceName: 'a' }),
        route('method', { serviceName: 'a', methodName: 'b' }),
      ),
    ).toEqual(['method', 'service', 'any']);
  });

  it('then of the number of further conditions, then of the names', () => {
    expect(
      order(
        route('b', {}),
        route('a', {}),
        route('one', { headers: { x: present() } }),
        route('two', { method: 'GET', queryParameters: { q: present() } }),
      ),
    ).toEqual(['two', 'one', 'a', 'b']);
  });

  it('is one, whatever order they were declared in, and leaves the list as it is', () => {
    const matches = fc.constantFrom<RouteMatch>(
      {},
      { prefix: '/a' },
      { path: exact('/a') },
      { path: regex('/a.*') },
      { headers: { a: present() } },
      { method: 'GET' },
    );
    const priorities = fc.option(fc.integer({ min: 0, max: 2 }), { nil: undefined });
    const routes = fc
      .array(fc.tuple(matches, priorities), { maxLength: 6 })
      .map((all) => all.map(([match, priority], index) => route(`r${index}`, match, priority)));
    fc.assert(
      fc.property(routes, (all) => {
        const given = JSON.stringify(all);
        expect(order(...[...all].reverse())).toEqual(order(...all));
        expect(JSON.stringify(all)).toBe(given);
      }),
    );
  });
});

describe('what one takes, another takes too', () => {
  const yes = (outer: RouteMatch & GatewayRouteMatch, inner: RouteMatch & GatewayRouteMatch, as: Protocol) =>
    covers(completeMatch(outer, as), completeMatch(inner, as));

  it.each<[RouteMatch & GatewayRouteMatch, RouteMatch & GatewayRouteMatch]>([
    [{}, { path: regex('/x') }],
    [{ prefix: '/a' }, { prefix: '/ab' }],
    [{ prefix: '/a' }, { path: exact('/a/b') }],
    [{ path: regex('/a.*') }, { path: regex('/a.*'), method: 'GET' }],
    [{ headers: { a: present() } }, { headers: { a: exact('1'), b: present() } }],
    [{ headers: { a: not(exact('1')) } }, { headers: { a: not(exact('1')) }, prefix: '/x' }],
    [{ hostname: suffix('.com') }, { hostname: exact('a.com') }],
    [{ hostname: suffix('.com') }, { hostname: suffix('.a.com') }],
    [{ queryParameters: { q: present() } }, { queryParameters: { q: exact('1') } }],
  ])('%j takes all of %j', (outer, inner) => {
    expect(yes(outer, inner, 'http')).toBe(true);
    expect(yes(inner, outer, 'http')).toBe(false);
  });

  it.each<[RouteMatch & GatewayRouteMatch, RouteMatch & GatewayRouteMatch]>([
    // May be the same, but nobody can tell.
    [{ path: regex('/a.*') }, { path: regex('/a') }],
    [{ prefix: '/a' }, { path: regex('/a.*') }],
    [{ headers: { a: prefix('1') } }, { headers: { a: exact('12') } }],
    // A header that is not there is not "1" either.
    [{ headers: { a: present() } }, { headers: { a: not(exact('1')) } }],
    [{ hostname: exact('a.com') }, { hostname: exact('b.com') }],
    // The first listener's port may be any.
    [{}, { port: 3000 }],
  ])('%j and %j are two', (outer, inner) => {
    expect(yes(outer, inner, 'http')).toBe(false);
    expect(yes(inner, outer, 'http')).toBe(false);
  });

  it('of gRPC: a service all its methods', () => {
    expect(yes({ serviceName: 'a' }, { serviceName: 'a', methodName: 'b' }, 'grpc')).toBe(true);
    expect(yes({ serviceName: 'a', methodName: 'b' }, { serviceName: 'a' }, 'grpc')).toBe(false);
    expect(yes({ serviceName: 'a' }, { serviceName: 'b' }, 'grpc')).toBe(false);
  });
});

describe('a route that nothing reaches', () => {
  const found = (...routes: Ordered[]) =>
    validateReach(routes, 'here').map(({ code, where }) => [where, code]);

  it('comes after one that takes all of its requests', () => {
    expect(found(route('all', {}, 1), route('canary', { headers: { a: present() } }, 2))).toEqual([
      ['here > route "canary"', 'route-shadowed'],
    ]);
    expect(found(route('all', {}, 1), route('api', { prefix: '/api' }))).toEqual([
      ['here > route "api"', 'route-shadowed'],
    ]);
  });

  it('is none where the more specific one comes first by itself', () => {
    expect(found(route('all', {}), route('canary', { headers: { a: present() } }))).toEqual([]);
    expect(found(route('all', {}, 2), route('canary', { headers: { a: present() } }, 1))).toEqual([]);
  });

  it('is one of two that match the same, whatever their priorities; once', () => {
    expect(found(route('a', {}, 1), route('b', {}, 2), route('c', { prefix: '/c' }))).toEqual([
      ['here', 'route-match-twice'],
      ['here > route "c"', 'route-shadowed'],
    ]);
    expect(found(route('a', { prefix: '/x' }), route('b', { prefix: '/x' }), route('c'))).toEqual([
      ['here', 'route-match-twice'],
    ]);
  });

  it('is none on another port', () => {
    expect(found(route('a', {}), route('b', { port: 9000 }))).toEqual([]);
  });
});
