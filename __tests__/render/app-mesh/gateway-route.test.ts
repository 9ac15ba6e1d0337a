import { http } from '../../../lib/mesh';
import { renderGatewayRoute, renderVirtualGateway } from '../../../lib/render/app-mesh';
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
