/** Everything that target `envoy` makes of an application: bootstraps as Envoy reads them, tasks as ECS does. */
import type { MeshApplication } from '../../../lib/mesh/application';
import { lookupIn } from '../../../lib/mesh/lookup';
import {
  gatewayRefs,
  nodeRefs,
  renderAccess,
  renderGatewayBootstrap,
  renderGatewayTask,
  renderNodeBootstrap,
  renderNodeTask,
} from '../../../lib/targets/envoy';
import { renderGateway, renderNode } from '../../ecs/render-start';

const images = { appMeshEnvoy: 'APP-MESH', envoy: 'ENVOY', otelCollector: 'COLLECTOR', xrayDaemon: 'XRAY' };
const log = { logGroup: 'LOGS', region: 'us-west-2' };

export function renderAll(application: MeshApplication): unknown {
  const { nodes, gateways } = application;
  const lookup = lookupIn(application);
  const mesh = { application, lookup };
  return [
    nodes.map((node) => [
      renderNodeBootstrap(mesh, node, nodeRefs(application, lookup, node)),
      renderNode(application, node, renderNodeTask(mesh, node, { image: node.runs.source, images, log })),
    ]),
    gateways.map((gateway) => [
      renderGatewayBootstrap(mesh, gateway, gatewayRefs(application, lookup)),
      renderGateway(application, gateway, renderGatewayTask(mesh, gateway, { images, log })),
    ]),
    renderAccess(application),
  ];
}
