/** What becomes of a request that a client sends to a gateway. */
import { exact, http, milliseconds, regex, seconds, suffix } from '../../../lib/mesh';
import { type MeshRequest, resolve } from '../../../lib/mesh/resolve';
import { aGateway, aMesh, aNode, type MeshParts } from '../../../lib/testing';

const nodes = { caller: aNode({ listeners: [], backends: ['web'] }), web: aNode(), other: aNode() };

describe('a gateway', () => {
  const shop = (gateway: object): MeshParts => ({ nodes, gateways: { ingress: aGateway(gateway) } });
  const enter = (parts: MeshParts, request: Partial<MeshRequest> = {}) =>
    resolve(aMesh(parts).at({ stage: 'dev' }), { from: 'ingress', ...request });
  const arrives = (route: object, request: Partial<MeshRequest>) => {
    const found = enter(shop({ routes: { all: { service: 'web', ...route } } }), request);
    return found.kind === 'reached' ? found.arrives : found;
  };

  it('leads to the service, whose name becomes the host', () => {
    expect(enter(shop({}), { path: '/a', host: 'example.com' })).toMatchObject({
      gatewayRoute: 'all',
      service: 'web',
      route: 'default',
      arrives: { host: 'web.shop.local', path: '/a' },
    });
  });

  it.each<[string, object, string, string]>([
    ['turns the prefix into "/"', { match: { prefix: '/web' } }, '/web/a?b', '/a?b'],
    ['so that nothing is left of it', { match: { prefix: '/web' } }, '/web', '/'],
    ['and cuts a word where it is one', { match: { prefix: '/web' } }, '/website', '/site'],
    ['also a prefix that ends with "/"', { match: { prefix: '/web/' } }, '/web/a', '/a'],
    ['or into another one', { match: { prefix: '/web/' }, rewrite: { prefix: '/new/' } }, '/web/a', '/new/a'],
    ['or leaves it', { match: { prefix: '/web' }, rewrite: { prefix: false } }, '/web/a', '/web/a'],
    ['leaves a whole path', { match: { path: exact('/a') } }, '/a?b', '/a?b'],
    ['or writes another one', { match: { path: regex('/a+') }, rewrite: { path: '/b' } }, '/aa?c', '/b?c'],
  ])('%s', (_, route, path, arriving) => {
    expect(arrives(route, { path })).toEqual({ host: 'web.shop.local', path: arriving });
  });

  it('keeps the client’s host where it is told to', () => {
    expect(arrives({ rewrite: { hostname: false } }, { host: 'example.com' })).toEqual({
      host: 'example.com',
      path: '/',
    });
  });

  it('finds routes by host, without its port and in any case', () => {
    const parts: MeshParts = {
      nodes,
      services: { web: { to: 'web' }, other: { to: 'other' } },
      gateways: {
        ingress: aGateway({
          routes: {
            own: { service: 'web', match: { hostname: exact('shop.example.com') } },
            all: { service: 'other', match: { hostname: suffix('.example.com') } },
          },
        }),
      },
    };
    const route = (host: string) => {
      const found = enter(parts, { host });
      return found.kind === 'reached' ? found.gatewayRoute : found.why;
    };
    expect(['Shop.Example.com:8080', 'a.example.com', 'example.com'].map(route)).toEqual([
      'own',
      'all',
      'gateway-route',
    ]);
  });

  it('tells that its own route took a request that the service then lost', () => {
    const services = { web: { routes: { a: { match: { prefix: '/a' }, targets: { web: 1 } } } } };
    expect(enter({ ...shop({}), services }, { path: '/b' })).toEqual({
      kind: 'lost',
      why: 'route',
      status: 404,
      service: 'web',
      gatewayRoute: 'all',
    });
  });

  it('ends what takes longer than its own time, and has none by default', () => {
    const timed = (perRequest: number) =>
      enter(shop({ listener: http(8080, { timeout: { perRequest: milliseconds(perRequest) } }) }));
    expect(timed(10)).toMatchObject({ timeout: { perRequest: milliseconds(10) } });
    expect(timed(60_000)).toMatchObject({ timeout: { perRequest: seconds(15) } });
    expect(timed(0)).toMatchObject({ timeout: { perRequest: seconds(15) } });
  });
});
