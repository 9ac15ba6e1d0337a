import { exact, grpc, http, http2, present, type Rewrite, suffix } from '../../../lib/mesh';
import type { GatewayListener } from '../../../lib/mesh/listener';
import type { GatewayRouteDefinition } from '../../../lib/mesh/entry/gateway';
import { renderGatewayRoute, renderVirtualGateway } from '../../../lib/targets/app-mesh';
import { aGateway, aMesh } from '../../../lib/testing';

it('leads a prefix to a service; App Mesh rewrites the prefix to / by itself', () => {
  const match = { prefix: '/${cart}/', headers: [], queryParameters: [], metadata: [] };
  const route = { name: 'cart', service: 'cart', match };
  const refs = {
    meshName: 'MESH',
    virtualGatewayName: 'GATEWAY',
    virtualServiceName: 'SERVICE',
    protocol: 'http',
  } as const;
  expect(renderGatewayRoute(route, refs)).toEqual({
    meshName: 'MESH',
    virtualGatewayName: 'GATEWAY',
    name: 'cart',
    spec: {
      httpRoute: {
        match: { prefix: '/$${cart}/' },
        action: { target: { virtualService: { virtualServiceName: 'SERVICE' } } },
      },
    },
  });
});

describe('a route of a gateway', () => {
  const spec = (listener: GatewayListener, route: Partial<GatewayRouteDefinition>, port?: number) => {
    const { gateways } = aMesh({
      gateways: { in: { listener, routes: { all: { service: 'web', ...route } } } },
    }).at({ stage: 'dev' });
    const [only] = gateways.flatMap(({ routes }) => routes);
    if (only === undefined) throw new Error('a gateway has a route');
    return renderGatewayRoute(only, {
      meshName: 'MESH',
      virtualGatewayName: 'GATEWAY',
      virtualServiceName: 'SERVICE',
      protocol: listener.protocol,
      ...(port !== undefined && { port }),
    }).spec;
  };
  const target = { virtualService: { virtualServiceName: 'SERVICE' } };

  it('has a priority, a host and what it matches', () => {
    const route = {
      priority: 3,
      match: { hostname: suffix('.a.com'), path: exact('/x'), headers: { a: present() } },
    };
    expect(spec(http2(8080), route)).toEqual({
      priority: 3,
      http2Route: {
        match: { hostname: { suffix: '.a.com' }, path: { exact: '/x' }, header: [{ name: 'a' }] },
        action: { target },
      },
    });
  });

  it.each<[Rewrite, object]>([
    [{ prefix: '/${v}/' }, { prefix: { value: '/$${v}/' } }],
    [{ prefix: false }, { prefix: { defaultPrefix: 'DISABLED' } }],
    [{ path: '/x' }, { path: { exact: '/x' } }],
    [{ hostname: false }, { hostname: { defaultTargetHostname: 'DISABLED' } }],
    [
      { hostname: false, prefix: '/' },
      { hostname: { defaultTargetHostname: 'DISABLED' }, prefix: { value: '/' } },
    ],
  ])('that rewrites %j: %j', (rewrite, rendered) => {
    expect(spec(http(8080), { rewrite }).httpRoute?.action).toEqual({ target, rewrite: rendered });
  });

  it('of gRPC leads a service of the .proto file', () => {
    expect(spec(grpc(8080), { match: { serviceName: 'shop.Web' } })).toEqual({
      grpcRoute: { match: { serviceName: 'shop.Web' }, action: { target } },
    });
  });

  it('says the port of a service that is on several', () => {
    expect(spec(http(8080), {}, 9000).httpRoute?.action.target).toEqual({ ...target, port: 9000 });
  });
});

it('stands at a gateway, which listens and prints its access log', () => {
  const { gateways } = aMesh({ gateways: { ingress: aGateway({ listener: http(8080) }) } }).at({
    stage: 'dev',
  });
  expect(gateways.map((gateway) => renderVirtualGateway(gateway, { meshName: 'MESH' }))).toEqual([
    {
      meshName: 'MESH',
      name: 'ingress',
      spec: {
        listener: [{ portMapping: { port: 8080, protocol: 'http' } }],
        logging: { accessLog: { file: { path: '/dev/stdout' } } },
      },
    },
  ]);
});
