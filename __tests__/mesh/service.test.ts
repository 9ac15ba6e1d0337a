import { http } from '../../lib/mesh';
import { completeService, targetsOf } from '../../lib/mesh/service';
import { aMesh, aNode, type MeshParts } from '../../lib/testing';
import { textsOf } from './problems-of';

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
