import { grpc, http, http2, seconds, tcp } from '../../lib/mesh';
import { lookupIn } from '../../lib/mesh/lookup';
import { completeService, targetsOf } from '../../lib/mesh/service';
import { aMesh, aNode, type MeshParts } from '../../lib/testing';
import { codesOf, textsOf } from './problems-of';

it('that leads to a node has one route, which takes everything there', () => {
  expect(aMesh().at({ stage: 'dev' }).services[0]).toMatchObject({
    name: 'web',
    routes: [{ name: 'default', match: { prefix: '/' }, targets: [{ node: 'web', weight: 100 }] }],
  });
});

it('has the targets of all its routes, each once', () => {
  const service = completeService(
    'color',
    {
      routes: { a: { targets: { red: 1, blue: 0 } }, b: { match: { prefix: '/b' }, targets: { red: 1 } } },
    },
    () => 'http',
  );
  expect(targetsOf(service)).toEqual(['blue', 'red']);
});

it.each<[string, MeshParts, string[]]>([
  [
    'leads somewhere',
    { services: { web: { routes: {} } } },
    ['service "web": it has no route; use `to` or declare a route [service-routes-empty]'],
  ],
  [
    'leads somewhere at all',
    { services: { web: {} as never } },
    ['service "web": it has no route; use `to` or declare a route [service-routes-empty]'],
  ],
  [
    'says one way',
    { services: { web: { to: 'web', routes: {} } as never } },
    [
      'service "web": it has `to` and `routes`, which say the same thing twice; keep one of them [service-to-and-routes]',
    ],
  ],
  [
    'leads to nodes that listen',
    { nodes: { web: aNode({ listeners: [] }) } },
    [
      'service "web": target "web" has no listener; add one, such as http(3000), to node "web" [target-no-listener]',
    ],
  ],
  [
    'leads to nodes that listen alike',
    {
      nodes: { web: aNode(), other: aNode({ listeners: [http(3001)] }) },
      services: { web: { routes: { default: { targets: { web: 1, other: 1 } } } } },
    },
    [
      'service "web": its nodes listen differently: "other: http 3001", "web: http 3000"; callers see one service on one port: give all of them the same listener [target-listeners-differ]',
    ],
  ],
  [
    'leads to nodes that listen alike, on their first port',
    {
      nodes: { web: aNode(), other: aNode({ listeners: [http(3001), http(3000)] }) },
      services: { web: { routes: { default: { targets: { web: 1, other: 1 } } } } },
    },
    [],
  ],
])('%s', (_, parts, texts) => {
  expect(textsOf(parts)).toEqual(texts);
});

describe('on several ports', () => {
  const service = (
    ports: Readonly<Record<string, number | undefined>>,
    nodes = { web: aNode({ listeners: [http(3000), grpc(9000)] }) },
  ): MeshParts => ({
    nodes,
    services: {
      web: {
        routes: Object.fromEntries(
          Object.entries(ports).map(([name, port]) => [
            name,
            { targets: { [Object.keys(nodes)[0] ?? '']: 1 }, ...(port !== undefined && { match: { port } }) },
          ]),
        ),
      },
    },
  });
  const listeners = (parts: MeshParts) =>
    lookupIn(aMesh(parts).at({ stage: 'dev' }))
      .listenersOf('web')
      .map(({ protocol, port }) => `${protocol} ${port}`);

  it('is on the first one alone, where no route says another', () => {
    expect(listeners(service({ all: undefined }))).toEqual(['http 3000']);
  });

  it('is on every port that a route says, and on the first where one says none', () => {
    expect(listeners(service({ all: undefined, metrics: 9000 }))).toEqual(['http 3000', 'grpc 9000']);
    expect(listeners(service({ metrics: 9000 }))).toEqual(['grpc 9000']);
    expect(codesOf(service({ all: undefined, metrics: 9000 }))).toEqual([]);
  });

  it('has routes in the words of each port', () => {
    const { services } = aMesh(service({ all: undefined, metrics: 9000 })).at({ stage: 'dev' });
    expect(services[0]?.routes.map(({ match }) => match.prefix)).toEqual(['/', undefined]);
  });

  it('leads to ports that its targets listen on', () => {
    expect(textsOf(service({ all: undefined, metrics: 9001 }))).toEqual([
      'service "web" > route "metrics": target "web" does not listen on this port, it does on 3000, 9000, got 9001; use one of these or add a listener [route-port-unknown]',
    ]);
  });

  it('speaks one protocol on each', () => {
    const nodes = { web: aNode(), other: aNode({ listeners: [http2(3000)] }) };
    const routes = {
      all: { targets: { web: 1 } },
      some: { match: { port: 3000, prefix: '/x' }, targets: { other: 1 } },
    };
    expect(codesOf({ nodes, services: { web: { routes } } })).toEqual(['target-listeners-differ']);
  });
});

describe('in one protocol', () => {
  it.each([http(3000), http2(3000), grpc(3000), tcp(3000)])('%j: its nodes agree on it', (listener) => {
    const services = { web: { routes: { default: { targets: { web: 1, other: 1 } } } } };
    const same = { web: aNode({ listeners: [listener] }), other: aNode({ listeners: [listener] }) };
    const differ = {
      ...same,
      other: aNode({ listeners: [listener.protocol === 'tcp' ? http(3000) : tcp(3000)] }),
    };
    expect(codesOf({ nodes: same, services })).toEqual([]);
    expect(codesOf({ nodes: differ, services })).toContain('target-listeners-differ');
  });
});

describe('of TCP', () => {
  const route = (parts: object) =>
    codesOf({
      nodes: { web: aNode({ listeners: [tcp(3000)] }) },
      services: { web: { routes: { default: { targets: { web: 1 }, ...parts } } } },
    });

  it('has a timeout of silence', () => {
    expect(route({ timeout: { idle: seconds(5) }, retry: false })).toEqual([]);
  });

  it.each([{ timeout: { perRequest: seconds(5) } }, { retry: {} }])('has no requests: not %j', (parts) => {
    expect(route(parts)).toEqual(['route-protocol']);
  });

  it('has one route, since nothing tells two apart', () => {
    expect(
      codesOf({
        nodes: { web: aNode({ listeners: [tcp(3000)] }) },
        services: {
          web: { routes: { a: { targets: { web: 1 } }, b: { priority: 1, targets: { web: 1 } } } },
        },
      }),
    ).toEqual(['route-match-twice']);
  });
});

describe('whose nodes take paths in different forms', () => {
  const keeps = http(3000, { mergeSlashes: false });
  const led = (...listeners: readonly (typeof keeps)[]) =>
    codesOf({
      nodes: Object.fromEntries(listeners.map((each, index) => [`n${index}`, aNode({ listeners: [each] })])),
      services: {
        web: {
          routes: { all: { targets: Object.fromEntries(listeners.map((_, index) => [`n${index}`, 1])) } },
        },
      },
    });

  it('is a problem, wherever the one that keeps // stands', () => {
    expect(led(keeps, http(3000))).toEqual(['target-slashes-differ']);
    expect(led(http(3000), keeps)).toEqual(['target-slashes-differ']);
  });

  it('is none where they agree, or where only the number of headers differs', () => {
    expect(led(keeps, keeps)).toEqual([]);
    expect(led(http(3000, { mergeSlashes: true }), http(3000))).toEqual([]);
    expect(led(http(3000, { maxHeadersCount: 300 }), http(3000))).toEqual([]);
  });
});
