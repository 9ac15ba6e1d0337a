import { seconds } from '../../lib/mesh';
import type { RouteDefinition } from '../../lib/mesh/route';
import { aMesh, aNode } from '../../lib/testing';
import { codesOf, textsOf } from './problems-of';

const routes = (definitions: Readonly<Record<string, RouteDefinition>>) => ({
  nodes: { red: aNode(), blue: aNode() },
  services: { color: { routes: definitions } },
});
const route = (definition: Partial<RouteDefinition>) =>
  routes({ default: { targets: { red: 100 }, ...definition } });

describe('a route', () => {
  it('matches every request, retries twice and leaves timeouts to Envoy, where it says nothing', () => {
    expect(aMesh(route({})).at({ stage: 'dev' }).services[0]?.routes).toEqual([
      {
        name: 'default',
        match: { prefix: '/', headers: [], queryParameters: [], metadata: [] },
        targets: [{ node: 'red', weight: 100 }],
        retry: { maxRetries: 2 },
      },
    ]);
  });

  it('is all that it says', () => {
    const definition = {
      match: { prefix: '/api' },
      targets: { red: 90, blue: 10 },
      retry: { maxRetries: 1, perRetryTimeout: seconds(1), on: ['server-error'] as const },
      timeout: { perRequest: seconds(3), idle: seconds(60) },
    };
    expect(aMesh(route(definition)).at({ stage: 'dev' }).services[0]?.routes).toEqual([
      {
        name: 'default',
        match: { prefix: '/api', headers: [], queryParameters: [], metadata: [] },
        targets: [
          { node: 'blue', weight: 10 },
          { node: 'red', weight: 90 },
        ],
        retry: definition.retry,
        timeout: definition.timeout,
      },
    ]);
  });

  it('does not retry where it says false', () => {
    expect(aMesh(route({ retry: false })).at({ stage: 'dev' }).services[0]?.routes[0]?.retry).toBeUndefined();
  });

  it.each(['default', 'v2', 'x_y-z', '0', 'x'.repeat(255)])('may be called %s', (name) => {
    expect(codesOf(routes({ [name]: { targets: { red: 1 } } }))).toEqual([]);
  });

  // A capital would be taken for a construct's kind, and the address of the resource would lose the name.
  it.each(['', 'Default', 'a b', 'a/b', 'ü', 'x'.repeat(256)])('may not be called %j', (name) => {
    expect(codesOf(routes({ [name]: { targets: { red: 1 } } }))).toEqual(['route-name']);
  });
});

describe('targets', () => {
  it.each([
    [{ red: 100 }, []],
    [{ red: 1 }, []],
    [{ red: 0, blue: 100 }, []],
    [{ red: 50, blue: 50 }, []],
    [
      {},
      ['service "color" > route "default": it has no target; name at least one node [route-targets-empty]'],
    ],
    [
      { red: 0, blue: 0 },
      [
        'service "color" > route "default": the weights of "blue", "red" must sum to 1 to 100, got 0; use percentages [route-weights-sum]',
      ],
    ],
    [
      { red: 51, blue: 50 },
      [
        'service "color" > route "default": the weights of "blue", "red" must sum to 1 to 100, got 101; use percentages [route-weights-sum]',
      ],
    ],
    [
      { red: 101, blue: -1 },
      [
        'service "color" > route "default" > target "blue": weight must be a whole number from 0 to 100, got -1; use 0 [route-weight]',
        'service "color" > route "default" > target "red": weight must be a whole number from 0 to 100, got 101; use 100 [route-weight]',
      ],
    ],
    [
      { rde: 100 },
      [
        'service "color" > route "default": target "rde" is not a node, known nodes: "blue", "red"; add it or fix the name [route-target-unknown]',
      ],
    ],
    [
      { blues: 100 },
      [
        'service "color" > route "default": target "blues" is not a node, known nodes: "blue", "red"; did you mean "blue"? [route-target-unknown]',
      ],
    ],
  ])('%j: %j', (targets, texts) => {
    expect(textsOf(route({ targets }))).toEqual(texts);
  });

  it.each([
    [10, []],
    [
      11,
      [
        'service "color" > route "default": a route has at most 10 targets, got 11; remove targets [route-targets-many]',
      ],
    ],
  ])('are at most ten: with %d, %j', (count, texts) => {
    const names = Array.from({ length: count }, (_, index) => `n${index}`);
    const nodes = Object.fromEntries(names.map((name) => [name, aNode()]));
    const targets = Object.fromEntries(names.map((name) => [name, 1]));
    expect(textsOf({ nodes, services: { color: { routes: { default: { targets } } } } })).toEqual(texts);
  });
});

describe('a prefix', () => {
  it.each(['/', '/api', '/api/', '/a%20b', '/$a', `/${'x'.repeat(254)}`])('may be %s', (prefix) => {
    expect(codesOf(route({ match: { prefix } }))).toEqual([]);
  });

  // A path ends before ? and #, so nothing would ever match.
  it.each(['', 'api', '/a b', '/ü', '/a?b', '/a#b', '/\n', `/${'x'.repeat(255)}`])(
    'may not be %j',
    (prefix) => {
      expect(codesOf(route({ match: { prefix } }))).toEqual(['path-prefix']);
    },
  );

  it('belongs to one route of a service', () => {
    const same = { a: { targets: { red: 1 } }, b: { targets: { blue: 1 } } };
    expect(textsOf(routes(same))).toEqual([
      'service "color": routes "a", "b" all match prefix "/", so route "a" takes all their requests and no other is ever taken; give each its own match [route-match-twice]',
    ]);
  });

  it('may begin as another does: the longest one wins', () => {
    const nested = { a: { targets: { red: 1 } }, b: { match: { prefix: '/b' }, targets: { blue: 1 } } };
    expect(textsOf(routes(nested))).toEqual([]);
  });
});

describe('a retry', () => {
  it('needs an event', () => {
    expect(textsOf(route({ retry: { on: [] } }))).toEqual([
      'service "color" > route "default" > retry: no event is listed, so no request would be retried; list events in `on` or write `retry: false` [retry-events-empty]',
    ]);
  });

  it('knows five events, and names the nearest to another', () => {
    expect(textsOf(route({ retry: { on: ['sever-error' as never, '500' as never] } }))).toEqual([
      'service "color" > route "default" > retry: there is no such event, got "500"; use one of client-error, connection-error, gateway-error, server-error, stream-error [retry-event-unknown]',
      'service "color" > route "default" > retry: there is no such event, got "sever-error"; did you mean "server-error"? [retry-event-unknown]',
    ]);
  });
});
