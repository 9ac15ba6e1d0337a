/** Everything that target `none` makes of an application, with plain names for references. */
import type { MeshApplication } from '../../../lib/mesh/application';
import { renderTaskDefinition } from '../../../lib/render/ecs/task-definition';
import { addressIn, enteredService, renderAccess, renderNodeTask } from '../../../lib/render/none';
import { renderStart } from '../ecs/render-start';

export function renderAll(application: MeshApplication): unknown {
  const { nodes, services, gateways, architecture } = application;
  const addressOf = addressIn(application);
  return [
    renderAccess(application),
    services.map(({ name }) => addressOf(name)),
    gateways.map((gateway) => enteredService(gateway)),
    nodes.map((node) => {
      const { name, runs, listeners } = node;
      const task = renderNodeTask(node, {
        image: runs.source,
        log: { logGroup: 'LOGS', region: 'us-west-2' },
        addressOf,
      });
      const roles = { taskRoleArn: 'TASK', executionRoleArn: 'EXECUTION' };
      return [
        renderTaskDefinition({ family: name, machine: runs, architecture, ...roles, ...task }),
        renderStart(name, runs, listeners.length > 0 ? { registryArn: 'REGISTRY' } : {}),
      ];
    }),
  ];
}
