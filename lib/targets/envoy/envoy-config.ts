/**
 * The bootstraps of an application's Envoys as text, each rendered once. Only the text shows how large a task is:
 * validation measures it, and synth writes the same text into the task.
 */
import { renderedOnce } from '../../ecs/rendered-once';
import type { MeshApplication } from '../../mesh/application';
import type { MeshGateway } from '../../mesh/entry/gateway';
import type { MeshNode } from '../../mesh/node';
import { renderGatewayBootstrap, renderNodeBootstrap } from './bootstrap/bootstrap';
import { gatewayRefs, nodeRefs } from './bootstrap/ecs-or-local';

const once = renderedOnce<string>();

/**
 * @param healthPaths the paths with which load balancers right before the node check its Envoy, while the target changes
 * @default []
 */
export function nodeConfig(
  application: MeshApplication,
  node: MeshNode,
  healthPaths: readonly string[] = [],
): string {
  const refs = { ...nodeRefs(application, node), healthPaths };
  const render = () => JSON.stringify(renderNodeBootstrap(application, node, refs));
  return healthPaths.length === 0 ? once(application, `node ${node.name}`, render) : render();
}

export function gatewayConfig(application: MeshApplication, gateway: MeshGateway): string {
  return once(application, `gateway ${gateway.name}`, () =>
    JSON.stringify(renderGatewayBootstrap(application, gateway, gatewayRefs(application))),
  );
}
