import { exact, grpc, http, http2, type Listener, milliseconds, seconds, tcp } from '../../../lib/mesh';
import type { RouteDefinition } from '../../../lib/mesh/route';
import { renderRoute } from '../../../lib/targets/app-mesh';
import { aMesh, aNode } from '../../../lib/testing';

const refs = {
  meshName: 'MESH',
  virtualRouterName: 'ROUTER',
  virtualNodeNameOf: (node: string) => `NODE-${node}`,
  listener: http(3000),
  isOneOfSeveral: false,
};

const render = (definition: Partial<RouteDefinition>) => {
  const { services } = aMesh({
    nodes: { red: aNode(), blue: aNode() },
    services: { color: { routes: { default: { targets: { red: 100 }, ...definition } } } },
  }).at({ stage: 'dev' });
  const [route] = services.flatMap(({ routes }) => routes);
  if (route === undefined) throw new Error('a service has a route');
  return renderRoute(route, refs);
};
const httpRoute = (definition: Partial<RouteDefinition>) => render(definition).spec.httpRoute;

it('leads everything to its target, with two retries, where it says nothing else', () => {
  expect(render({})).toEqual({
    meshName: 'MESH',
    virtualRouterName: 'ROUTER',
    name: 'default',
    spec: {
      httpRoute: {
        match: { prefix: '/' },
        action: { weightedTarget: [{ virtualNode: 'NODE-red', weight: 100, port: 3000 }] },
        retryPolicy: {
          maxRetries: 2,
          perRetryTimeout: { unit: 's', value: 5 },
          httpRetryEvents: ['gateway-error', 'stream-error'],
          tcpRetryEvents: ['connection-error'],
        },
      },
    },
  });
});

it('writes a target of weight 0 too: it is deployed and gets nothing', () => {
  expect(httpRoute({ targets: { red: 100, blue: 0 } })?.action).toEqual({
    weightedTarget: [
      { virtualNode: 'NODE-blue', weight: 0, port: 3000 },
      { virtualNode: 'NODE-red', weight: 100, port: 3000 },
    ],
  });
});

it('writes timeouts that it has', () => {
  const timeout = { perRequest: seconds(30), idle: milliseconds(1500) };
  expect(httpRoute({ timeout })?.timeout).toEqual({
    perRequest: { unit: 's', value: 30 },
    idle: { unit: 'ms', value: 1500 },
  });
});

it.each([
  [['connection-error'] as const, { tcpRetryEvents: ['connection-error'] }],
  [['server-error', 'client-error'] as const, { httpRetryEvents: ['client-error', 'server-error'] }],
])('retries on %j', (on, events) => {
  expect(httpRoute({ retry: { on } })?.retryPolicy).toEqual({
    maxRetries: 2,
    perRetryTimeout: { unit: 's', value: 5 },
    ...events,
  });
});

// Without a policy App Mesh would try twice again, by its own default.
it.each([
  [undefined, { unit: 's', value: 15 }],
  [{ perRequest: seconds(60) }, { unit: 's', value: 60 }],
])('does not retry where it says so: one try, with timeout %j', (timeout, perRetryTimeout) => {
  const policy = httpRoute({ retry: false, ...(timeout && { timeout }) })?.retryPolicy;
  expect(policy).toEqual({ maxRetries: 0, perRetryTimeout, tcpRetryEvents: ['connection-error'] });
});

it('takes a prefix for text, whatever Terraform would read in it', () => {
  expect(httpRoute({ match: { prefix: '/${a}/%{b}' } })?.match).toEqual({ prefix: '/$${a}/%%{b}' });
});

describe('in another protocol', () => {
  const rendered = (listener: Listener, route: Partial<RouteDefinition> = {}, isOneOfSeveral = false) => {
    const { services } = aMesh({
      nodes: { web: aNode({ listeners: [listener] }) },
      services: { web: { routes: { default: { targets: { web: 1 }, retry: false, ...route } } } },
    }).at({ stage: 'dev' });
    const [only] = services.flatMap(({ routes }) => routes);
    if (only === undefined) throw new Error('a service has a route');
    return renderRoute(only, { ...refs, listener, isOneOfSeveral }).spec;
  };
  const action = { weightedTarget: [{ virtualNode: 'NODE-web', weight: 1, port: 3000 }] };
  const retryPolicy = {
    maxRetries: 0,
    perRetryTimeout: { unit: 's', value: 15 },
    tcpRetryEvents: ['connection-error'],
  };

  it('of HTTP/2 may ask for method and scheme', () => {
    expect(rendered(http2(3000), { match: { method: 'PUT', scheme: 'https' } })).toEqual({
      http2Route: { match: { prefix: '/', method: 'PUT', scheme: 'https' }, action, retryPolicy },
    });
  });

  it('of gRPC has a service, a method, metadata and events of its own', () => {
    const route = {
      priority: 7,
      match: { serviceName: '${S}', methodName: 'M', metadata: { a: exact('1') } },
      retry: {
        on: ['unavailable', 'server-error', 'connection-error'] as const,
        perRetryTimeout: seconds(1),
      },
      timeout: { perRequest: seconds(3) },
    };
    expect(rendered(grpc(3000), route)).toEqual({
      priority: 7,
      grpcRoute: {
        match: {
          serviceName: '$${S}',
          methodName: 'M',
          metadata: [{ name: 'a', match: { exact: '1' } }],
        },
        action,
        timeout: { perRequest: { unit: 's', value: 3 } },
        retryPolicy: {
          maxRetries: 2,
          perRetryTimeout: { unit: 's', value: 1 },
          grpcRetryEvents: ['unavailable'],
          httpRetryEvents: ['server-error'],
          tcpRetryEvents: ['connection-error'],
        },
      },
    });
    expect(rendered(grpc(3000))).toEqual({ grpcRoute: { match: {}, action, retryPolicy } });
  });

  it('of TCP has a target and a timeout of silence', () => {
    expect(rendered(tcp(3000), { timeout: { idle: seconds(60) } })).toEqual({
      tcpRoute: { action, timeout: { idle: { unit: 's', value: 60 } } },
    });
  });

  it.each([http(3000), http2(3000), grpc(3000), tcp(3000)])(
    'says its port where the router has several: %j',
    (listener) => {
      const [route] = Object.values(rendered(listener, {}, true)) as { match: { port: number } }[];
      const [alone] = Object.values(rendered(listener)) as { match?: { port?: number } }[];
      expect(route?.match.port).toBe(3000);
      expect(alone?.match?.port).toBeUndefined();
    },
  );
});
