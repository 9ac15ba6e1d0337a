import { http, milliseconds, seconds } from '../../../lib/mesh';
import type { RouteDefinition } from '../../../lib/mesh/route';
import { renderRoute } from '../../../lib/render/app-mesh';
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
