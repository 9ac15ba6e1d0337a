/** Everything that target `none` makes of an application, with plain names for references. */
import type { MeshApplication } from '../../../lib/mesh/application';
import {
  addressIn,
  enteredService,
  renderAccess,
  renderEnds,
  renderNodeTask,
} from '../../../lib/targets/none';
import { renderNode } from '../../ecs/render-start';

export function renderAll(application: MeshApplication): unknown {
  const { nodes, services, gateways } = application;
  const addressOf = addressIn(application);
  return [
    renderAccess(application),
    renderEnds(application),
    services.map(({ name }) => addressOf(name)),
    gateways.map((gateway) => enteredService(gateway)),
    nodes.map((node) => renderNode(application, node, renderNodeTask(application, node))),
  ];
}
