/** What a story's Envoys know on target `envoy`: the bootstrap of each node and gateway, as Envoy reads it. */
import type { ApplicationSource } from '../../lib/mesh/application';
import {
  type Bootstrap,
  gatewayRefs,
  nodeRefs,
  renderGatewayBootstrap,
  renderNodeBootstrap,
} from '../../lib/targets/envoy';

/** `envoy.red.json` by node or gateway. `only` names those that the story is about. */
export function envoyArtefacts(
  source: ApplicationSource,
  only: readonly string[] | undefined,
): Record<string, string> {
  const application = source.at({ stage: 'dev' });
  const bootstraps: [string, Bootstrap][] = [
    ...application.nodes.map((node): [string, Bootstrap] => [
      node.name,
      renderNodeBootstrap(application, node, nodeRefs(application, node)),
    ]),
    ...application.gateways.map((gateway): [string, Bootstrap] => [
      gateway.name,
      renderGatewayBootstrap(application, gateway, gatewayRefs(application)),
    ]),
  ];
  return Object.fromEntries(
    bootstraps
      .filter(([name]) => only?.includes(name) ?? true)
      .map(([name, bootstrap]) => [`envoy.${name}.json`, `${JSON.stringify(bootstrap, null, 2)}\n`]),
  );
}
