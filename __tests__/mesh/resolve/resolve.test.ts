/** What becomes of a request. */
import {
  exact,
  grpc,
  http,
  minutes,
  not,
  prefix,
  present,
  regex,
  seconds,
  suffix,
  tcp,
} from '../../../lib/mesh';
import type { RouteMatch } from '../../../lib/mesh/match/match';
import type { Timeout } from '../../../lib/mesh/traffic/timeout';
import { MeshError } from '../../../lib/mesh/checks/problem';
import { explain, type MeshRequest, resolve } from '../../../lib/mesh/resolve';
import { aGateway, aMesh, aNode, type MeshParts } from '../../../lib/testing';

const ask = (parts: MeshParts, request: Partial<MeshRequest> = {}) =>
  resolve(aMesh(parts).at({ stage: 'dev' }), { from: 'caller', to: 'web', ...request });
const caller = aNode({ listeners: [], backends: ['web'] });
const nodes = { caller, web: aNode(), other: aNode() };

/** A service whose route `special` has the match, and whose route `rest` takes all else. */
const special = (match: RouteMatch): MeshParts => ({
  nodes,
  services: {
    web: {
      routes: {
        special: { match, targets: { web: 1 } },
        rest: { targets: { other: 1 } },
      },
    },
  },
});
const routeTaken = (parts: MeshParts, request: Partial<MeshRequest>) => {
  const found = ask(parts, request);
  return found.kind === 'reached' ? found.route : found.why;
};

describe('a node that asks a service', () => {
  it('reaches its node: two retries, 15 seconds for all tries, and the host that its Envoy writes', () => {
    expect(ask({ nodes }, { path: '/a?b' })).toEqual({
      kind: 'reached',
      service: 'web',
      port: 3000,
      route: 'default',
      targets: [{ node: 'web', probability: 1, timeout: seconds(15) }],
      maxTries: 3,
      maxAttempts: 3,
      retryOn: ['connection-error', 'gateway-error', 'not-reached', 'stream-error'],
      timeout: { perRequest: seconds(15), endsWith: 504 },
      arrives: { host: 'web.shop.local:3000', path: '/a?b' },
    });
  });

  it('is waited for by a load balancer as long as it may take, and at most as long as AWS lets it wait', () => {
    const through = (timeout: Timeout) =>
      ask(
        {
          nodes: { web: aNode({ listeners: [http(3000, { timeout })] }) },
          services: { web: { routes: { default: { targets: { web: 1 }, timeout, retry: false } } } },
          gateways: { ingress: aGateway() },
        },
        { from: 'ingress', to: undefined } as never,
      );
    expect(through({ perRequest: minutes(5) })).toMatchObject({ timeout: { perRequest: minutes(5) } });
    expect(through({ perRequest: seconds(0), idle: seconds(0) })).toMatchObject({
      timeout: { idle: seconds(4000) },
    });
    expect(through({ perRequest: minutes(80) })).toMatchObject({
      timeout: { perRequest: minutes(80), idle: seconds(4000) },
    });
  });

  it('reaches nodes by their weights, whatever their sum, and none of weight 0', () => {
    const services = { web: { routes: { all: { targets: { web: 3, other: 1, caller: 0 } } } } };
    const found = ask({ nodes: { ...nodes, caller: { ...caller, listeners: [http(3000)] } }, services });
    expect(found).toMatchObject({
      targets: [
        { node: 'other', probability: 0.25 },
        { node: 'web', probability: 0.75 },
      ],
    });
  });

  it.each<[string, RouteMatch, Partial<MeshRequest>, Partial<MeshRequest> | undefined]>([
    ['a prefix, letter by letter', { prefix: '/a' }, { path: '/ab' }, { path: '/b' }],
    ['a whole path, without its query', { path: exact('/a') }, { path: '/a?b' }, { path: '/a/' }],
    [
      'a header, its name in any case',
      { headers: { 'X-Canary': exact('yes') } },
      { headers: { 'x-CANARY': 'yes' } },
      {},
    ],
    [
      'values of one header, joined by commas',
      { headers: { x: exact('a,b') } },
      { headers: { x: ['a', 'b'] } },
      { headers: { x: 'a' } },
    ],
    [
      'cookies, joined by semicolons',
      { headers: { cookie: regex('.*; b=2') } },
      { headers: { cookie: ['a=1', 'b=2'] } },
      {},
    ],
    [
      'two conditions on a header',
      { headers: { x: [prefix('a'), suffix('z')] } },
      { headers: { x: 'az' } },
      { headers: { x: 'a' } },
    ],
    ['the method', { method: 'POST' }, { method: 'POST' }, {}],
    ['a parameter', { queryParameters: { q: exact('1') } }, { path: '/?p&q=1' }, { path: '/?q=2' }],
    ['a parameter that is there', { queryParameters: { q: present() } }, { path: '/?q' }, { path: '/?qq' }],
    [
      'of two parameters the first',
      { queryParameters: { q: exact('1') } },
      { path: '/?q=1&q=2' },
      { path: '/?q=2&q=1' },
    ],
    [
      'a parameter as it goes over the wire',
      { queryParameters: { q: exact('a%20b') } },
      { query: { q: 'a b' } },
      { path: '/?q=a+b' },
    ],
    ['the host that its Envoy writes', { headers: { host: exact('web.shop.local:3000') } }, {}, undefined],
    ['a part of the first line', { headers: { ':path': suffix('?b') } }, { path: '/a?b' }, { path: '/a' }],
    ['no header', { headers: { x: not(present()) } }, {}, { headers: { x: '' } }],
  ])('is taken by %s', (_, match, hit, miss) => {
    const parts = special(match);
    expect(routeTaken(parts, hit)).toBe('special');
    if (miss) expect(routeTaken(parts, miss)).toBe('rest');
  });

  it('is compared in one form of its path, which is the one that arrives', () => {
    expect(ask(special({ prefix: '/admin' }), { path: '/x/../%61dmin//a' })).toMatchObject({
      route: 'special',
      arrives: { path: '/admin/a' },
    });
  });

  it('is taken by the route of the lower priority', () => {
    const all = (priority?: number) => ({
      nodes,
      services: {
        web: {
          routes: {
            first: { priority: 1, match: { method: 'GET' as const }, targets: { web: 1 } },
            exact: {
              match: { path: exact('/ab') },
              targets: { web: 1 },
              ...(priority !== undefined && { priority }),
            },
          },
        },
      },
    });
    expect(routeTaken(all(), { path: '/ab' })).toBe('first');
    expect(routeTaken(all(0), { path: '/ab' })).toBe('exact');
  });

  it('is taken by an expression before any prefix', () => {
    const parts = special({ path: regex('/api/v[0-9]/.*') });
    expect(routeTaken(parts, { path: '/api/v1/x' })).toBe('special');
    expect(routeTaken(parts, { path: '/api/x' })).toBe('rest');
  });

  it('is not taken by not(exact(…)) where the header is absent, as in Envoy', () => {
    const parts = special({ headers: { x: not(exact('no')) } });
    expect(routeTaken(parts, {})).toBe('rest');
    expect(routeTaken(parts, { headers: { x: 'yes' } })).toBe('special');
    expect(routeTaken(parts, { headers: { x: '' } })).toBe('special');
  });

  it('is lost with 404 where no route takes it', () => {
    const services = { web: { routes: { a: { match: { prefix: '/a' }, targets: { web: 1 } } } } };
    expect(ask({ nodes, services }, { path: '/b' })).toEqual({
      kind: 'lost',
      why: 'route',
      status: 404,
      service: 'web',
    });
  });

  it('is lost where the service is no backend of its', () => {
    expect(ask({ nodes }, { from: 'other' })).toEqual({ kind: 'lost', why: 'backend', service: 'web' });
  });
});

describe('tries and times', () => {
  const withRoute = (route: object) =>
    ask({ nodes, services: { web: { routes: { all: { targets: { web: 1 }, ...route } } } } });

  it('are the route’s', () => {
    expect(
      withRoute({
        retry: { maxRetries: 4, perRetryTimeout: seconds(2), on: ['server-error'] },
        timeout: { perRequest: seconds(9), idle: minutes(1) },
      }),
    ).toMatchObject({
      maxTries: 5,
      maxAttempts: 5,
      retryOn: ['server-error'],
      timeout: { perRequest: seconds(9), perTry: seconds(2), idle: minutes(1) },
    });
  });

  const HARMLESS = ['connection-error', 'not-reached', 'stream-error'];

  it.each(['GET', 'HEAD', 'OPTIONS', 'PUT', 'DELETE'])(
    'of a %s are three, also where it was executed',
    (method) => {
      expect(ask({ nodes }, { method })).toMatchObject({ maxTries: 3, maxAttempts: 3 });
    },
  );

  it.each(['POST', 'PATCH', 'LOCK'])('of a %s are three too, of which one executes it at most', (method) => {
    expect(ask({ nodes }, { method })).toMatchObject({ maxTries: 1, maxAttempts: 3, retryOn: HARMLESS });
  });

  it('of a POST are as many as the route says, where it says on what', () => {
    const retry = { on: ['gateway-error'] };
    const services = { web: { routes: { all: { targets: { web: 1 }, retry } } } };
    const found = ask({ nodes, services } as MeshParts, { method: 'POST' });
    expect(found).toMatchObject({ maxTries: 3, maxAttempts: 3, retryOn: ['gateway-error'] });
  });

  it('outside of the mesh are none for what no Envoy says', () => {
    const outside = { web: { external: http(80), host: 'api.example.org' } };
    expect(ask({ nodes: { caller, ...outside } }, { method: 'POST' })).toMatchObject({
      maxTries: 1,
      retryOn: ['connection-error', 'stream-error'],
    });
  });

  describe('of gRPC', () => {
    const prices = { nodes: { caller, web: aNode({ listeners: [grpc(3000)] }) } };
    const call = (headers: Record<string, string>, route: object = {}) =>
      ask(
        { ...prices, services: { web: { routes: { all: { targets: { web: 1 }, ...route } } } } },
        { serviceName: 'shop.Prices', methodName: 'Get', headers },
      );

    it('end with status 4, which is not tried again', () => {
      expect(call({})).toMatchObject({
        maxTries: 1,
        retryOn: HARMLESS,
        timeout: { perRequest: seconds(15), endsWith: 4 },
      });
    });

    it.each([
      ['300m', 300],
      ['2S', 2000],
      ['1M', 15_000],
      ['7H', 15_000],
      ['1500u', 2],
      ['1n', 1],
      ['123456789m', 15_000],
      ['soon', 15_000],
    ])('are the shorter of the route’s and the caller’s: grpc-timeout %s', (deadline, milliseconds) => {
      expect(call({ 'grpc-timeout': deadline })).toMatchObject({ timeout: { perRequest: { milliseconds } } });
    });

    it('are the caller’s where the route has none', () => {
      const route = { timeout: { perRequest: seconds(0) } };
      expect(call({ 'grpc-timeout': '1M' }, route)).toMatchObject({
        timeout: { perRequest: { milliseconds: 60_000 }, endsWith: 4 },
      });
      expect(call({}, route)).toMatchObject({ timeout: { idle: minutes(5) } });
    });
  });

  it('without retries are one try', () => {
    expect(withRoute({ retry: false })).toMatchObject({
      maxTries: 1,
      maxAttempts: 1,
      retryOn: [],
      timeout: { perRequest: seconds(15) },
    });
  });

  it('of 0 are no limit', () => {
    const found = withRoute({
      retry: { perRetryTimeout: seconds(0) },
      timeout: { perRequest: seconds(0), idle: seconds(0) },
    });
    expect(found).toMatchObject({ timeout: {}, maxTries: 3 });
    expect(found.kind === 'reached' && found.timeout).toEqual({});
  });

  it('of the node itself are those of its listener', () => {
    const slow = aNode({ listeners: [http(3000, { timeout: { perRequest: seconds(40) } })] });
    expect(ask({ nodes: { caller, web: slow } })).toMatchObject({ targets: [{ timeout: seconds(40) }] });
  });
});

describe('a service on several ports', () => {
  const parts: MeshParts = {
    nodes: { caller, web: aNode({ listeners: [http(3000), http(4000)] }) },
    services: {
      web: {
        routes: { first: { targets: { web: 1 } }, admin: { match: { port: 4000 }, targets: { web: 1 } } },
      },
    },
  };

  it('is asked on the first, or on the one that is said', () => {
    expect(ask(parts)).toMatchObject({ route: 'first', port: 3000 });
    expect(ask(parts, { port: 4000 })).toMatchObject({
      route: 'admin',
      port: 4000,
      arrives: { host: 'web.shop.local:4000' },
    });
  });

  it('is not there on another', () => {
    expect(ask(parts, { port: 5000 })).toEqual({ kind: 'lost', why: 'port', service: 'web' });
  });
});

describe('a transparent node', () => {
  const transparent = { ...nodes, caller: { ...caller, interception: 'transparent' as const } };

  it('writes the host itself, by default the service’s name and port', () => {
    expect(ask({ nodes: transparent })).toMatchObject({ arrives: { host: 'web.shop.local:3000' } });
    expect(ask({ nodes: transparent }, { host: 'WEB.shop.local' })).toMatchObject({
      arrives: { host: 'WEB.shop.local' },
    });
  });

  it('leaves HTTP’s own port out', () => {
    const on80 = { ...transparent, web: aNode({ listeners: [http(80)] }) };
    expect(ask({ nodes: on80 })).toMatchObject({ arrives: { host: 'web.shop.local' } });
  });

  it('is lost with another host', () => {
    expect(ask({ nodes: transparent }, { host: 'web' })).toEqual({
      kind: 'lost',
      why: 'host',
      status: 404,
      service: 'web',
    });
  });
});

describe('gRPC', () => {
  const parts: MeshParts = {
    nodes: {
      caller,
      web: aNode({ listeners: [grpc(3000)] }),
      other: aNode({ listeners: [grpc(3000)] }),
    },
    services: {
      web: {
        routes: {
          one: { match: { serviceName: 'shop.Web', methodName: 'Get' }, targets: { web: 1 } },
          canary: {
            match: { serviceName: 'shop.Web', metadata: { canary: exact('yes') } },
            targets: { other: 1 },
          },
        },
      },
    },
  };
  const call = { serviceName: 'shop.Web', methodName: 'Put' };

  it('is routed by service, method and metadata', () => {
    expect(routeTaken(parts, { ...call, methodName: 'Get' })).toBe('one');
    expect(routeTaken(parts, { ...call, metadata: { canary: 'yes' } })).toBe('canary');
    expect(routeTaken(parts, call)).toBe('route');
    expect(routeTaken(parts, { ...call, serviceName: 'shop.Webs', metadata: { canary: 'yes' } })).toBe(
      'route',
    );
  });

  it('is not HTTP: a plain request finds no route', () => {
    expect(routeTaken(parts, { path: '/shop.Web/Get', method: 'POST' })).toBe('route');
    expect(
      routeTaken(parts, { path: '/shop.Web/Get', headers: { 'content-type': 'application/grpc+proto' } }),
    ).toBe('one');
  });
});

describe('TCP', () => {
  const parts: MeshParts = {
    nodes: { caller, web: aNode({ listeners: [tcp(3000)] }), other: aNode({ listeners: [tcp(3000)] }) },
    services: { web: { routes: { all: { targets: { web: 1, other: 3 } } } } },
  };

  it('is split like requests, and has no host, no path, no second try', () => {
    expect(ask(parts)).toEqual({
      kind: 'reached',
      service: 'web',
      port: 3000,
      route: 'all',
      targets: [
        { node: 'other', probability: 0.75 },
        { node: 'web', probability: 0.25 },
      ],
      maxTries: 1,
      maxAttempts: 1,
      retryOn: [],
      timeout: {},
    });
  });

  it('is nothing that reads requests could take', () => {
    expect(ask({ nodes }, { protocol: 'tcp' })).toEqual({ kind: 'lost', why: 'protocol', service: 'web' });
  });
});

describe('an external node', () => {
  it('reads its own name as host, and has no Envoy that would give up', () => {
    const web = { external: http(8443), host: 'api.example.com' };
    expect(ask({ nodes: { caller, web } })).toMatchObject({
      targets: [{ node: 'web', probability: 1 }],
      arrives: { host: 'api.example.com:8443' },
    });
  });
});

describe('a request that no caller could send', () => {
  const wrong = (request: MeshRequest) => {
    const application = aMesh({ nodes, gateways: { ingress: aGateway() } }).at({ stage: 'dev' });
    expect(() => resolve(application, request)).toThrow(MeshError);
    try {
      resolve(application, request);
    } catch (error) {
      return String((error as Error).message);
    }
    return '';
  };

  it('says all that is wrong at once', () => {
    expect(wrong({ from: 'caler', to: 'wep', path: 'a' }).split('\n')).toEqual([
      'request: from must be a node, a gateway or a load balancer, known: "caller", "ingress", "other", "web", got "caler"; did you mean "caller"? [request-caller-unknown]',
      'request: path must begin with "/" and be written as it goes over the wire, in visible ASCII, got "a"; encode it, for example with encodeURI() [request-path]',
      'request: to must be a service, known: "web", got "wep"; did you mean "web"? [request-service-unknown]',
    ]);
  });

  it('names the backends where a node names no service', () => {
    expect(wrong({ from: 'caller' })).toBe(
      'request: node "caller" calls a service, and none is given; give it as "to", its backends: "web" [request-service-missing]',
    );
  });

  it('names no service at a gateway', () => {
    expect(wrong({ from: 'ingress', to: 'web' })).toBe(
      'request: the clients of gateway "ingress" do not name a service: its routes find it, got "web"; leave out "to", and give host and path [request-service-at-gateway]',
    );
  });
});

describe('explain', () => {
  it('tells of every route that was passed what did not hold, and what the request has there', () => {
    const application = aMesh({
      ...special({ headers: { 'x-canary': exact('yes') }, method: 'POST', prefix: '/cart' }),
      gateways: { ingress: aGateway({ routes: { all: { service: 'web', rewrite: { prefix: false } } } }) },
    }).at({ stage: 'dev' });
    expect(
      explain(application, { from: 'ingress', path: '/cart', headers: { 'X-Canary': 'no' } }).hops,
    ).toEqual([
      {
        at: 'gateway',
        name: 'ingress',
        host: 'localhost',
        path: '/cart',
        passed: [],
        taken: { route: 'all', match: 'prefix "/"' },
      },
      {
        at: 'service',
        name: 'web',
        host: 'web.shop.local',
        path: '/cart',
        passed: [
          {
            route: 'special',
            failed: [
              { condition: 'method "POST"', got: 'GET' },
              { condition: 'header "x-canary" exact "yes"', got: 'no' },
            ],
          },
        ],
        taken: { route: 'rest', match: 'prefix "/"' },
      },
    ]);
  });

  it('leaves out what the request does not have, and tells of all routes where none took it', () => {
    const services = {
      web: {
        routes: {
          a: { match: { prefix: '/a' }, targets: { web: 1 } },
          b: { match: { headers: { x: present() } }, targets: { web: 1 } },
        },
      },
    };
    const application = aMesh({ nodes, services }).at({ stage: 'dev' });
    const { hops, resolution } = explain(application, { from: 'caller', to: 'web' });
    expect(resolution.kind).toBe('lost');
    expect(hops[0]).toMatchObject({
      passed: [
        { route: 'a', failed: [{ condition: 'prefix "/a"', got: '/' }] },
        { route: 'b', failed: [{ condition: 'header "x" present' }] },
      ],
    });
    expect(hops[0]).not.toHaveProperty('taken');
  });
});
