/** Everything that target `none` makes of an application, with plain names for references. */
import type { MeshApplication } from '../../../lib/mesh/application';
import { renderScalingPolicy, renderScalingTarget } from '../../../lib/render/ecs/scaling';
import { renderEcsService } from '../../../lib/render/ecs/service';
import { renderTaskDefinition } from '../../../lib/render/ecs/task-definition';
import { addressIn, enteredService, renderAccess, renderNodeTask } from '../../../lib/render/none';

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
      const refs = {
        clusterArn: 'CLUSTER',
        taskDefinitionArn: name,
        subnetIds: ['SUBNET'],
        securityGroupId: name,
        loadBalancers: [],
        ...(listeners.length > 0 && { registryArn: 'REGISTRY' }),
      };
      return [
        renderTaskDefinition({ family: name, size: runs, architecture, ...roles, ...task }),
        renderEcsService(name, runs, refs),
        runs.scaling && renderScalingTarget(runs.scaling, { clusterName: 'CLUSTER', serviceName: name }),
        runs.scaling && renderScalingPolicy(runs.scaling, { resourceId: name, name }),
      ];
    }),
  ];
}
