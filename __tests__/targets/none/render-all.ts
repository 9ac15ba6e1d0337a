/** Everything that target `none` makes of an application, with plain names for references. */
import type { MeshApplication } from '../../../lib/mesh/application';
import {
  addressIn,
  enteredHealth,
  enteredListener,
  enteredService,
  renderAccess,
  renderNodeTask,
} from '../../../lib/targets/none';
import { renderNode } from '../../ecs/render-start';

export function renderAll(application: MeshApplication): unknown {
  const { nodes, services, gateways } = application;
  const addressOf = addressIn(application);
  return [
    renderAccess(application),
    services.map(({ name }) => addressOf(name)),
    gateways.map((gateway) => enteredService(gateway)),
    gateways.map((gateway) => {
      const listener = gateway.loadBalancer && enteredListener(application, gateway);
      return listener && enteredHealth(listener);
    }),
    nodes.map((node) =>
      renderNode(
        application,
        node,
        renderNodeTask(node, {
          image: node.runs.source,
          addressOf,
        }),
      ),
    ),
  ];
}
