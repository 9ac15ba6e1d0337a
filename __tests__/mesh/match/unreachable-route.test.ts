/** What of a list of routes is never taken, or taken for a name alone. */
import { exact, not, prefix, present, range, regex, suffix } from '../../../lib/mesh';
import { covers } from '../../../lib/mesh/match/shadowed-route';
import { completeMatch, type GatewayRouteMatch, type RouteMatch } from '../../../lib/mesh/match/match';
import { formatProblem } from '../../../lib/mesh/checks/problem';
import type { Protocol } from '../../../lib/mesh/protocol';
import { type RouteOnPort, validateReach } from '../../../lib/mesh/match/unreachable-route';

const route = (name: string, match: RouteMatch & GatewayRouteMatch = {}, priority?: number): RouteOnPort => ({
  name,
  match: completeMatch(match, match.serviceName === undefined ? 'http' : 'grpc'),
  port: match.port ?? 3000,
  ...(priority !== undefined && { priority }),
});

it('compares conditions by what they say, not by the order in which their fields were written', () => {
  const one = route('a', { path: { kind: 'exact', value: '/x' }, headers: { a: not(exact('1')) } });
  const other = route('b', {
    path: { value: '/x', kind: 'exact' },
    headers: { a: { match: { value: '1', kind: 'exact' }, kind: 'not' } },
  });
  expect(validateReach([one, other], 'here').map(({ code }) => code)).toEqual(['route-match-twice']);
  expect(covers(one.match, other.match)).toBe(true);
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
    // In Envoy, a header that is not there is not compared: "not 1" asks for one that is.
    [{ headers: { a: present() } }, { headers: { a: not(exact('1')) } }],
    [{ prefix: '/api' }, { path: regex('/api/v[0-9]/.*') }],
    [{ path: regex('/a.*') }, { path: regex('/a') }],
    [{ path: regex('/a.*') }, { prefix: '/ab' }],
  ])('%j takes all of %j', (outer, inner) => {
    expect(yes(outer, inner, 'http')).toBe(true);
    expect(yes(inner, outer, 'http')).toBe(false);
  });

  it.each<[RouteMatch & GatewayRouteMatch, RouteMatch & GatewayRouteMatch]>([
    // They may match the same, but that cannot be decided.
    [{ path: regex('/a+') }, { path: regex('/a') }],
    [{ prefix: '/a' }, { path: regex('/a?.*') }],
    [{ prefix: '/a' }, { path: regex('/a|/b') }],
    [{ headers: { a: prefix('1') } }, { headers: { a: exact('12') } }],
    [{ headers: { a: present() } }, { headers: { a: not(present()) } }],
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
  const found = (...routes: RouteOnPort[]) =>
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

describe('which route wins is said', () => {
  const lines = (...routes: RouteOnPort[]) => validateReach(routes, 'here').map(formatProblem);

  it('of two that match the same', () => {
    expect(lines(route('a', {}, 2), route('b', {}, 1))).toEqual([
      'here: routes "a", "b" all match prefix "/", so route "b" takes all their requests and no other is ever taken; give each its own match [route-match-twice]',
    ]);
  });

  it('of one that another takes all of, an expression too', () => {
    expect(lines(route('all', { prefix: '/api' }, 1), route('v', { path: regex('/api/v[0-9]/.*') }))).toEqual(
      [
        'here > route "v": route "all" comes first and takes all its requests, since it matches prefix "/api"; give it a lower priority number than that one, or another match [route-shadowed]',
      ],
    );
  });

  it('and an expression beside the prefix that it narrows is reached without a priority', () => {
    const found = validateReach(
      [route('all', { prefix: '/api' }), route('v', { path: regex('/api/v[0-9]/.*') })],
      'here',
    );
    expect(found.map(({ severity }) => severity)).toEqual(['warning']);
  });

  it('of an expression for every path, which now comes before each prefix', () => {
    expect(lines(route('api', { prefix: '/api' }), route('any', { path: regex('/.*') }))).toEqual([
      expect.stringMatching(/^here > route "api": route "any" comes first .*\[route-shadowed\]$/),
    ]);
  });
});

describe('a warning that only the name decides', () => {
  const warned = (...routes: RouteOnPort[]) =>
    validateReach(routes, 'here')
      .filter(({ code }) => code === 'route-order-by-name')
      .map(({ where, what }) => `${where}: ${what}`);

  it('names both routes', () => {
    expect(
      warned(route('b', { headers: { x: exact('1') } }), route('a', { headers: { y: exact('1') } })),
    ).toEqual([
      'here > route "b": a request may fit it and route "a" too, and only their names put it behind',
    ]);
  });

  it('comes once for each route that is behind others, and names three of them', () => {
    const all = ['a', 'b', 'c', 'd', 'e'].map((name) => route(name, { headers: { [name]: present() } }));
    expect(warned(...all).at(-1)).toMatch(/^here > route "e": .* and routes "a", "b", "c" and others too/);
    expect(warned(...all)).toHaveLength(4);
  });

  it.each<[string, RouteMatch & GatewayRouteMatch, RouteMatch & GatewayRouteMatch]>([
    ['another port', { port: 1 }, { port: 2 }],
    ['another method', { method: 'GET' }, { method: 'PUT' }],
    ['another prefix of the same length', { prefix: '/aa' }, { prefix: '/ab' }],
    ['another whole path', { path: exact('/a') }, { path: exact('/b') }],
    ['expressions that begin otherwise', { path: regex('/a[0-9]') }, { path: regex('/b[0-9]') }],
    ['another service', { serviceName: 'a' }, { serviceName: 'b' }],
    ['another host', { hostname: exact('a.com') }, { hostname: exact('b.com') }],
    ['ends of hosts of one length', { hostname: suffix('.a.com') }, { hostname: suffix('.b.com') }],
    ['another value of a header', { headers: { x: exact('1') } }, { headers: { X: exact('2') } }],
    [
      'a value that an expression takes not',
      { headers: { x: exact('1') } },
      { headers: { x: regex('[a-z]') } },
    ],
    ['a value and its opposite', { headers: { x: prefix('1') } }, { headers: { x: not(prefix('1')) } }],
    ['there and not there', { headers: { x: present() } }, { headers: { x: not(present()) } }],
    // An absent header is not compared, so "not 1" asks for one that is there.
    [
      'not there, and there with another value',
      { headers: { x: not(exact('1')) } },
      { headers: { x: not(present()) } },
    ],
    ['ranges side by side', { headers: { x: range(1, 5) } }, { headers: { x: range(5, 9) } }],
    ['starts of a header', { headers: { x: prefix('ab') } }, { headers: { x: prefix('ac') } }],
    ['ends of a header', { headers: { x: suffix('a') } }, { headers: { x: suffix('b') } }],
    [
      'another value of a parameter',
      { queryParameters: { q: exact('1') } },
      { queryParameters: { q: exact('2') } },
    ],
  ])('is none where no request can meet both: %s', (_, a, b) => {
    expect(warned(route('a', a), route('b', b))).toEqual([]);
  });

  it.each<[string, RouteMatch, RouteMatch]>([
    ['two headers', { headers: { x: exact('1') } }, { headers: { y: exact('1') } }],
    ['a start and an end', { headers: { x: prefix('a') } }, { headers: { x: suffix('b') } }],
    ['expressions that begin alike', { path: regex('/a[0-9]') }, { path: regex('/a[1-9]') }],
    ['two opposites', { headers: { x: not(exact('1')) } }, { headers: { x: not(exact('2')) } }],
  ])('comes where one could: %s', (_, a, b) => {
    expect(warned(route('a', a), route('b', b))).toHaveLength(1);
  });

  it('ends with a priority for one of them', () => {
    const one = route('b', { headers: { x: exact('1') } }, 7);
    expect(warned(one, route('a', { headers: { y: exact('1') } }))).toEqual([]);
    expect(warned(one, route('a', { headers: { y: exact('1') } }, 7))).toHaveLength(1);
  });

  it('is cheap: 200 routes of which each could meet each take less than 100 ms', () => {
    const all = Array.from({ length: 200 }, (_, index) =>
      route(`r${index}`, { headers: { [`x-${index}`]: exact('1') } }),
    );
    // The least of some rounds, since other tests use the processor at the same time.
    const rounds = [1, 2, 3, 4, 5].map(() => {
      const before = process.cpuUsage();
      expect(warned(...all)).toHaveLength(199);
      return process.cpuUsage(before).user / 1000;
    });
    expect(Math.min(...rounds)).toBeLessThan(100);
  });

  it('finds the one pair among 200 routes that no request meets otherwise', () => {
    const all = Array.from({ length: 199 }, (_, index) =>
      route(`r${index}`, { headers: { tenant: exact(`${index}`), [`x-${index}`]: present() } }),
    );
    const pair = route('z', { headers: { tenant: exact('7'), y: present() } });
    expect(warned(...all, pair)).toEqual([expect.stringMatching(/route "z": .* route "r7" too/)]);
  });
});

describe('a warning that the order has changed', () => {
  const warned = (...routes: RouteOnPort[]) =>
    validateReach(routes, 'here')
      .filter(({ code }) => code === 'route-order-changed')
      .map(({ where, what }) => `${where}: ${what}`);

  it('names each pair: an expression before a prefix, a method before two headers', () => {
    expect(warned(route('all', {}), route('v', { path: regex('/v[0-9]') }))).toEqual([
      'here > route "v": a request may fit it and route "all" too, and it now comes first; up to version 0.1.0 it came behind',
    ]);
    expect(
      warned(route('get', { method: 'GET' }), route('two', { headers: { a: present(), b: present() } })),
    ).toEqual([expect.stringMatching(/route "get": .* route "two" too/)]);
  });

  it('is none where nothing changes, where no request meets both, and where a priority says it', () => {
    expect(warned(route('all', {}), route('get', { method: 'GET' }))).toEqual([]);
    expect(warned(route('a', { prefix: '/a' }), route('b', { path: regex('/b[0-9]') }))).toEqual([]);
    expect(warned(route('all', {}), route('v', { path: regex('/v[0-9]') }, 1))).toEqual([]);
  });
});
