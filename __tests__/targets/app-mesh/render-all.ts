/** Everything that target `app-mesh` makes of an application, with plain names for references. */
import type { MeshApplication } from '../../../lib/mesh/application';
import { lookupIn } from '../../../lib/mesh/lookup';
import { virtualServiceName } from '../../../lib/mesh/account-names';
import {
  renderAccess,
  renderEnds,
  renderExternalNode,
  renderGatewayRoute,
  renderGatewayTask,
  renderMesh,
  renderNodeTask,
  renderRoute,
  renderVirtualGateway,
  renderVirtualNode,
  renderVirtualRouter,
  renderVirtualService,
  withPriorities,
} from '../../../lib/targets/app-mesh';
import { renderGateway, renderNode } from '../../ecs/render-start';

const meshName = 'MESH';

export function renderAll(application: MeshApplication): unknown {
  const { nodes, externals, services, gateways } = application;
  const { listenersOf, listenerOfRoute } = lookupIn(application);
  const hostOf = (service: string) => virtualServiceName(application, service);
  return [
    renderMesh(application),
    renderAccess(application),
    renderEnds(application),
    externals.map((external) => renderExternalNode(external, { meshName, fillHosts: (text) => text })),
    nodes.map((node) => [
      renderVirtualNode(node, { meshName, namespaceName: 'ZONE', cloudMapServiceName: node.name, hostOf }),
      renderNode(application, node, renderNodeTask(application, node)),
    ]),
    services.map((service) => [
      renderVirtualRouter(service, { meshName, listeners: listenersOf(service.name) }),
      renderVirtualService({ meshName, host: hostOf(service.name), virtualRouterName: service.name }),
      withPriorities(service.routes, (route) => listenerOfRoute(route).port).map((route) =>
        renderRoute(route, {
          meshName,
          virtualRouterName: service.name,
          virtualNodeNameOf: (node) => node,
          listener: listenerOfRoute(route),
          isOneOfSeveral: listenersOf(service.name).length > 1,
        }),
      ),
    ]),
    gateways.map((gateway) => [
      renderVirtualGateway(gateway, { meshName }),
      withPriorities(gateway.routes).map((route) =>
        renderGatewayRoute(route, {
          meshName,
          virtualGatewayName: gateway.name,
          virtualServiceName: hostOf(route.service),
          protocol: gateway.listener.protocol,
          ...(route.port !== undefined && { port: route.port }),
        }),
      ),
      renderGateway(application, gateway, renderGatewayTask(application, gateway)),
    ]),
  ];
}
