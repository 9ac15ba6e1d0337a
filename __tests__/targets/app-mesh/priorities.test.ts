/** App Mesh knows priorities and longer prefixes: what it is told, so that it decides as the model does. */
import fc from 'fast-check';
import { exact, present, regex, suffix } from '../../../lib/mesh';
import { completeMatch, type GatewayRouteMatch, type RouteMatch } from '../../../lib/mesh/match/match';
import { mayMeet } from '../../../lib/mesh/match/routes-meet';
import { inOrder, type Ordered } from '../../../lib/mesh/match/route-order';
import { renderPriorities, withPriorities } from '../../../lib/targets/app-mesh/priorities';

type Match = RouteMatch & GatewayRouteMatch;

const route = (name: string, match: Match = {}, priority?: number): Ordered => ({
  name,
  match: completeMatch(match, 'http'),
  ...(priority !== undefined && { priority }),
});
const told = (...routes: Ordered[]) => Object.fromEntries(renderPriorities(routes).of);
const untold = (...routes: Ordered[]) => renderPriorities(routes).untold;

describe('a route gets no priority', () => {
  it('alone', () => expect(told(route('all'))).toEqual({}));
  it('where the longest prefix decides, which App Mesh knows', () =>
    expect(told(route('all'), route('api', { prefix: '/api' }), route('v1', { prefix: '/api/v1' }))).toEqual(
      {},
    ));
  it('where no request can meet both', () =>
    expect(told(route('a', { path: exact('/a') }), route('b', { path: exact('/b') }))).toEqual({}));
  it('of another port of the router', () =>
    expect(
      Object.fromEntries(
        renderPriorities([
          { ...route('a', { headers: { x: present() } }), port: 1 },
          { ...route('b'), port: 2 },
        ]).of,
      ),
    ).toEqual({}));
});

describe('a route gets the highest number that puts it before the next', () => {
  it.each<[string, Match, Match]>([
    ['an expression before a prefix', { path: regex('/api/v[0-9]/.*') }, { prefix: '/api' }],
    ['a whole path before a prefix', { path: exact('/api') }, { prefix: '/' }],
    ['a header before none', { headers: { x: present() } }, {}],
    ['a method before a header', { method: 'GET' }, { headers: { x: present() } }],
    ['a host before a longer prefix', { hostname: exact('a.com') }, { prefix: '/api' }],
    ['the longer end of a host', { hostname: suffix('.a.com') }, { hostname: suffix('.com') }],
    ['the first name', { headers: { a: present() } }, { headers: { b: present() } }],
  ])('%s', (_, first, second) => {
    expect(told(route('a', first), route('b', second))).toEqual({ a: 1000 });
  });

  it('in a chain', () => {
    const chain = [
      route('all'),
      route('header', { headers: { x: present() } }),
      route('method', { method: 'GET' }),
      route('path', { path: exact('/') }),
    ];
    expect(told(...chain)).toEqual({ header: 1000, method: 999, path: 998 });
  });

  it('and a longer prefix stays before one that got a number', () => {
    expect(
      told(
        route('all'),
        route('get', { prefix: '/a', method: 'GET' }),
        route('long', { prefix: '/a/b' }),
        route('short', { prefix: '/a' }),
      ),
    ).toEqual({ get: 1000, long: 1000 });
  });
});

describe("the user's own priorities", () => {
  it('stay what they are, and come first', () => {
    expect(
      told(route('all'), route('x', { headers: { x: present() } }), route('own', { method: 'GET' }, 7)),
    ).toEqual({
      own: 7,
      x: 1000,
    });
  });

  it('are reported where they are equal and App Mesh knows no more', () => {
    expect(untold(route('a', { path: exact('/') }, 7), route('b', { prefix: '/' }, 7))).toEqual([
      { first: 'a', second: 'b', priority: 7 },
    ]);
    expect(untold(route('a', { prefix: '/a' }, 7), route('b', { prefix: '/' }, 7))).toEqual([]);
  });

  it('are reported where they leave no number for what follows', () => {
    const all = route('all');
    const header = route('header', { headers: { x: present() } });
    expect(untold(all, header, route('own', { method: 'GET' }, 999))).toEqual([]);
    expect(untold(all, header, route('own', { method: 'GET' }, 1000))).toEqual([
      { first: 'own', second: 'header', priority: 1000 },
    ]);
  });
});

it('more than a thousand in a chain are reported, and no number is below 1', () => {
  const chain = Array.from({ length: 1002 }, (_, index) =>
    route(`r${String(index).padStart(4, '0')}`, { headers: { [`x${index}`]: present() } }),
  );
  const { of, untold: lost } = renderPriorities(chain);
  expect(Math.min(...of.values())).toBe(1);
  expect(lost).toEqual([{ first: 'r0000', second: 'r0001', priority: 1 }]);
});

it('App Mesh, which sorts by priority and then by the longer prefix, takes what the model takes', () => {
  const match = fc.record(
    {
      path: fc.constantFrom(exact('/a'), exact('/a/b'), regex('/a.*'), regex('/a/[a-z]')),
      headers: fc.dictionary(fc.constantFrom('x', 'y'), fc.constantFrom(present(), exact('1')), {
        maxKeys: 2,
      }),
      method: fc.constantFrom('GET' as const, 'PUT' as const),
      hostname: fc.constantFrom(exact('a.com'), suffix('.com'), suffix('.a.com')),
      queryParameters: fc.constantFrom({ q: present() }),
    },
    { requiredKeys: [] },
  );
  const withPrefix = fc.record({ prefix: fc.constantFrom('/', '/a', '/a/b') }).map((each): Match => each);
  const matches = fc.oneof(
    match.map((each): Match => each),
    withPrefix,
  );
  const priority = fc.option(fc.integer({ min: 1, max: 500 }), { nil: undefined });
  fc.assert(
    fc.property(fc.array(fc.tuple(matches, priority), { minLength: 2, maxLength: 8 }), (all) => {
      const routes = all.map(([each, own], index) => route(`r${index}`, each, own));
      fc.pre(renderPriorities(routes).untold.length === 0);
      const ordered = inOrder(routes);
      const given = new Map(withPriorities(routes).map((each) => [each.name, each]));
      for (const [at, first] of ordered.entries()) {
        for (const second of ordered.slice(at + 1)) {
          if (mayMeet(first.match, second.match)) expect(takes(given, first, second)).toBe(true);
        }
      }
    }),
    { numRuns: 500 },
  );
});

function takes(given: ReadonlyMap<string, Ordered>, first: Ordered, second: Ordered): boolean {
  const [a, b] = [first, second].map(({ name }) => given.get(name)?.priority ?? Infinity);
  if (a !== b) return (a ?? 0) < (b ?? 0);
  return (first.match.prefix?.length ?? NaN) > (second.match.prefix?.length ?? NaN);
}
