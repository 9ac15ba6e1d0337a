import { exact, grpc, http, regex, suffix } from '../../../../lib/mesh';
import type { GatewayRouteDefinition } from '../../../../lib/mesh/entry/gateway';
import { aGateway, aNode, type MeshParts } from '../../../../lib/testing';
import { bootstrapsOf, havingField, listenersOf, routesOf } from '../bootstraps';

type Routes = Record<string, Omit<GatewayRouteDefinition, 'service'> & { readonly service?: string }>;

const gatewayOf = (routes: Routes, parts: MeshParts = {}) =>
  bootstrapsOf({
    ...parts,
    gateways: {
      ingress: aGateway({
        routes: Object.fromEntries(
          Object.entries(routes).map(([name, route]) => [name, { service: 'web', ...route }]),
        ),
      }),
    },
  })('ingress');
const firstHop = (...given: Parameters<typeof gatewayOf>) => routesOf(listenersOf(gatewayOf(...given))[0]);

describe('a gateway’s host', () => {
  it.each([
    [exact('shop.example.com'), String.raw`(?i)shop\.example\.com(:[0-9]+)?`],
    [suffix('.example.com'), String.raw`(?i).*\.example\.com(:[0-9]+)?`],
  ])('%j is an expression that no port and no upper case disturbs', (hostname, expected) => {
    expect(firstHop({ some: { match: { hostname } } })[0]?.match).toEqual({
      prefix: '/',
      headers: [{ name: ':authority', string_match: { safe_regex: { regex: expected } } }],
    });
  });
});

describe('a gateway’s rewrite', () => {
  it.each([
    [{ match: { prefix: '/api/' }, rewrite: { prefix: '/v1/' } }, [['/api/', '/v1/']]],
    [{ match: { prefix: '/api' }, rewrite: { prefix: false as const } }, [['/api', undefined]]],
    [
      { match: { prefix: '/api' } },
      [
        ['/api/', '/'],
        ['/api', '/'],
      ],
    ],
    [{ match: { prefix: '/' } }, [['/', undefined]]],
  ])('%j makes %j', (route, expected) => {
    const found = firstHop({ some: route }).map(({ match, route: action }) => [
      (match as { prefix: string }).prefix,
      action['prefix_rewrite'],
    ]);
    expect(found).toEqual(expected);
  });

  it.each([exact('/old'), regex('/old.*')])('of the path that %j matches replaces it whole', (path) => {
    expect(firstHop({ some: { match: { path }, rewrite: { path: '/new' } } })[0]?.route).toMatchObject({
      prefix_rewrite: '/new',
    });
  });

  it('of a matched path is none where none is asked', () => {
    expect(firstHop({ some: { match: { path: exact('/old') } } })[0]?.route).not.toHaveProperty(
      'prefix_rewrite',
    );
  });
});

describe('a gateway that keeps the client’s host', () => {
  const routes: Routes = { kept: { match: { prefix: '/kept/' }, rewrite: { hostname: false } }, all: {} };
  const [kept, all] = firstHop(routes);

  it('writes no host on that way, and one on the others', () => {
    expect(kept?.route).not.toHaveProperty('host_rewrite_literal');
    expect(all?.route).toHaveProperty('host_rewrite_literal', 'web.shop.local');
  });

  it('tells its second hop the service by a header, on every way and whatever the client wrote there', () => {
    const added = havingField(listenersOf(gatewayOf(routes))[0], 'request_headers_to_add');
    expect(added.map((route) => route['request_headers_to_add'])).toEqual(
      Array(2).fill([
        {
          header: { key: 'x-app-mesh-virtual-service', value: 'web.shop.local' },
          append_action: 'OVERWRITE_IF_EXISTS_OR_ADD',
        },
      ]),
    );
  });

  it('goes by that header alone, so that no client’s host chooses a service, and shows it to no application', () => {
    const [host] = havingField(listenersOf(gatewayOf(routes))[1], 'domains');
    expect(host).toMatchObject({
      domains: ['*'],
      request_headers_to_remove: ['x-app-mesh-virtual-service'],
      routes: [
        {
          match: {
            prefix: '/',
            headers: [{ name: 'x-app-mesh-virtual-service', string_match: { exact: 'web.shop.local' } }],
          },
        },
      ],
    });
  });
});

describe('a service on several ports', () => {
  const parts: MeshParts = {
    nodes: { web: aNode({ listeners: [http(3000), http(9000)] }) },
    services: {
      web: {
        routes: { all: { targets: { web: 1 } }, admin: { match: { port: 9000 }, targets: { web: 1 } } },
      },
    },
  };

  it('is led to by name and port', () => {
    const bootstrap = gatewayOf({ all: {}, admin: { port: 9000, match: { prefix: '/admin/' } } }, parts);
    expect(havingField(listenersOf(bootstrap)[1], 'domains').map(({ domains }) => domains)).toEqual([
      ['web.shop.local', 'web.shop.local:3000'],
      ['web.shop.local:9000'],
    ]);
    expect(routesOf(listenersOf(bootstrap)[0]).map(({ route }) => route['host_rewrite_literal'])).toEqual([
      'web.shop.local:9000',
      'web.shop.local',
    ]);
  });
});

it('gRPC is HTTP/2 between the hops, or its trailers would be lost', () => {
  const bootstrap = bootstrapsOf({
    nodes: { web: aNode({ listeners: [grpc(3000)] }) },
    gateways: { ingress: { listener: grpc(8080), routes: { all: { service: 'web' } } } },
  })('ingress');
  const [redirect] = bootstrap.static_resources.clusters;
  expect(havingField(redirect, 'http2_protocol_options')).toHaveLength(1);
});
