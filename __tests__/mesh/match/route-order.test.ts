/** Which route is taken, where several match. */
import fc from 'fast-check';
import { exact, present, regex, suffix } from '../../../lib/mesh';
import { completeMatch, type GatewayRouteMatch, type RouteMatch } from '../../../lib/mesh/match/match';
import { inOrder, type Ordered } from '../../../lib/mesh/match/route-order';

const route = (name: string, match: RouteMatch & GatewayRouteMatch = {}, priority?: number): Ordered => ({
  name,
  match: completeMatch(match, match.serviceName === undefined ? 'http' : 'grpc'),
  ...(priority !== undefined && { priority }),
});
const order = (...routes: Ordered[]) => inOrder(routes).map(({ name }) => name);

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

  it('then of the paths: exact, the longest expression, the longest prefix', () => {
    expect(
      order(
        route('all', {}),
        route('regex', { path: regex('/a/b/c/.*') }),
        route('short', { prefix: '/a' }),
        route('long', { prefix: '/a/b' }),
        route('exact', { path: exact('/') }),
        route('regexp', { path: regex('/a/b/c/d/.*') }),
      ),
    ).toEqual(['exact', 'regexp', 'regex', 'long', 'short', 'all']);
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

  it('then a method comes before any number of headers, headers before any number of query parameters', () => {
    const five = { a: present(), b: present(), c: present(), d: present(), e: present() };
    expect(
      order(
        route('queries', { queryParameters: five }),
        route('headers', { headers: five }),
        route('method', { method: 'GET' }),
        route('one header', { headers: { a: present() } }),
        route('more', { headers: { a: present() }, queryParameters: { a: present() } }),
      ),
    ).toEqual(['method', 'headers', 'more', 'one header', 'queries']);
  });

  it('the scheme counts as a header, a piece of metadata too, and two conditions on one header are two', () => {
    const call = (name: string, match: RouteMatch): Ordered => ({
      name,
      match: completeMatch(match, 'grpc'),
    });
    expect(
      order(
        route('none', {}),
        route('scheme and header', { scheme: 'http', headers: { a: present() } }),
        route('three', { headers: { a: [present(), regex('.*'), suffix('x')] } }),
        route('scheme', { scheme: 'http' }),
      ),
    ).toEqual(['three', 'scheme and header', 'scheme', 'none']);
    expect(
      order(
        call('none', { serviceName: 's' }),
        call('two', { serviceName: 's', metadata: { a: present(), b: present() } }),
        call('one', { serviceName: 's', metadata: { a: present() } }),
      ),
    ).toEqual(['two', 'one', 'none']);
  });

  it('last of the names', () => {
    expect(order(route('b', { prefix: '/a' }), route('a', { prefix: '/b' }))).toEqual(['a', 'b']);
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
