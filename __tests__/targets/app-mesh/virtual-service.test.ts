import { http } from '../../../lib/mesh';
import { renderVirtualRouter, renderVirtualService } from '../../../lib/targets/app-mesh';
import { aMesh } from '../../../lib/testing';

it('is provided by a router, even for one node, so that retries are possible', () => {
  const refs = { meshName: 'MESH', host: 'web.shop.local', virtualRouterName: 'ROUTER' };
  expect(renderVirtualService(refs)).toEqual({
    meshName: 'MESH',
    name: 'web.shop.local',
    spec: { provider: { virtualRouter: { virtualRouterName: 'ROUTER' } } },
  });
});

it('has a router on the port of its nodes: on another one no caller would be answered', () => {
  const { services } = aMesh().at({ stage: 'dev' });
  const listeners = [http(3000, { health: '/health' })];
  expect(services.map((service) => renderVirtualRouter(service, { meshName: 'MESH', listeners }))).toEqual([
    {
      meshName: 'MESH',
      name: 'web',
      spec: { listener: [{ portMapping: { port: 3000, protocol: 'http' } }] },
    },
  ]);
});
