/** Everything that target `envoy` makes of an application: bootstraps as Envoy reads them, tasks as ECS does. */
import type { MeshApplication } from '../../../lib/mesh/application';
import {
  gatewayRefs,
  nodeRefs,
  renderAccess,
  renderEnds,
  renderGatewayBootstrap,
  renderGatewayTask,
  renderNodeBootstrap,
  renderNodeTask,
} from '../../../lib/targets/envoy';
import { renderGateway, renderNode } from '../../ecs/render-start';

export function renderAll(application: MeshApplication): unknown {
  const { nodes, gateways } = application;
  return [
    nodes.map((node) => [
      renderNodeBootstrap(application, node, nodeRefs(application, node)),
      renderNode(application, node, renderNodeTask(application, node)),
    ]),
    gateways.map((gateway) => [
      renderGatewayBootstrap(application, gateway, gatewayRefs(application)),
      renderGateway(application, gateway, renderGatewayTask(application, gateway)),
    ]),
    renderAccess(application),
    renderEnds(application),
  ];
}
