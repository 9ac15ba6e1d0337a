/** A request is followed on, from each node that it reaches along what that node declares, to the end. */
import { exact, grpc, http, tcp, urlOf } from '../../../lib/mesh';
import { endsOf, follow, formatSteps, type NextRequest } from '../../../lib/mesh/resolve';
import { aGateway, aMesh, aNode, type MeshParts } from '../../../lib/testing';

const parts: MeshParts = {
  nodes: {
    web: aNode({
      backends: ['cart', 'db'],
      runs: { environment: { CART: urlOf('cart', { path: '/items' }) } },
    }),
    'cart-v1': aNode({ backends: ['prices'] }),
    'cart-v2': aNode({ backends: ['web'] }),
    prices: aNode({ listeners: [grpc(50051)] }),
    db: { external: tcp(5432), host: 'db.example.com', cidr: '203.0.113.0/24' },
  },
  services: {
    web: { to: 'web' },
    cart: {
      routes: {
        testers: { match: { headers: { 'x-canary': exact('yes') } }, targets: { 'cart-v2': 1 } },
        all: { targets: { 'cart-v1': 1 } },
      },
    },
    prices: { to: 'prices' },
    db: { to: 'db' },
  },
  gateways: { ingress: aGateway({ listener: http(8080) }) },
};
const shop = aMesh(parts).at({ stage: 'dev' });

/** Each step: caller, service, request, and the nodes that it reaches. */
function walk(headers: Readonly<Record<string, string>>, next?: readonly NextRequest[]) {
  const steps = follow(shop, { from: 'ingress', path: '/', headers }, next);
  return {
    ends: endsOf(shop, steps),
    steps: steps.map(({ request, explanation: { resolution } }) => [
      request.from,
      request.to,
      request.path ?? request.protocol ?? request.serviceName,
      resolution.kind === 'reached' ? resolution.targets.map(({ node }) => node).join() : resolution.why,
    ]),
  };
}

it('asks each backend with the path of the URL that the node is given, in the protocol of the backend', () => {
  expect(walk({})).toEqual({
    steps: [
      ['ingress', undefined, '/', 'web'],
      ['web', 'cart', '/items', 'cart-v1'],
      ['web', 'db', 'tcp', 'db'],
      ['cart-v1', 'prices', 'grpc', 'prices'],
    ],
    ends: ['db', 'prices'],
  });
});

it('hands the headers on, and ends where nodes call each other in a circle', () => {
  expect(walk({ 'x-canary': 'yes' })).toEqual({
    steps: [
      ['ingress', undefined, '/', 'web'],
      ['web', 'cart', '/items', 'cart-v2'],
      ['web', 'db', 'tcp', 'db'],
      ['cart-v2', 'web', '/', 'web'],
    ],
    ends: ['db'],
  });
});

it('asks what is said of a step in place of that', () => {
  const next = [
    { method: 'GET', path: '/other' },
    { serviceName: 'shop.Prices', methodName: 'Get' },
  ];
  expect(walk({}, next).steps).toEqual([
    ['ingress', undefined, '/', 'web'],
    ['web', 'cart', '/other', 'cart-v1'],
    ['web', 'db', '/other', 'db'],
    ['cart-v1', 'prices', 'shop.Prices', 'prices'],
  ]);
});

it('goes no further than a request that is lost', () => {
  const steps = follow(shop, { from: 'prices', to: 'cart' });
  expect(steps).toHaveLength(1);
  expect(endsOf(shop, steps)).toEqual([]);
});

it('reads no path where it is a connection', () => {
  const text = formatSteps(follow(shop, { from: 'web', to: 'db', protocol: 'tcp' }), []);
  expect(text.split('\n').slice(0, 2)).toEqual([
    'TCP from web to db',
    '└─ service db reads db.shop.local:5432',
  ]);
});
