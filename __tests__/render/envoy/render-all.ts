/** Everything that target `envoy` makes of an application: bootstraps as Envoy reads them, tasks as ECS does. */
import type { MeshApplication } from '../../../lib/mesh/application';
import { lookupIn } from '../../../lib/mesh/lookup';
import type { Size } from '../../../lib/mesh/runs';
import { renderScalingPolicy, renderScalingTarget } from '../../../lib/render/ecs/scaling';
import { renderEcsService } from '../../../lib/render/ecs/service';
import { renderTaskDefinition } from '../../../lib/render/ecs/task-definition';
import {
  gatewayRefs,
  nodeRefs,
  renderAccess,
  renderGatewayBootstrap,
  renderGatewayTask,
  renderNodeBootstrap,
  renderNodeTask,
  type Task,
} from '../../../lib/render/envoy';

const images = { appMeshEnvoy: 'APP-MESH', envoy: 'ENVOY', xrayDaemon: 'XRAY' };
const log = { logGroup: 'LOGS', region: 'us-west-2' };

export function renderAll(application: MeshApplication): unknown {
  const { nodes, gateways } = application;
  const lookup = lookupIn(application);
  const mesh = { application, lookup };
  return [
    nodes.map((node) => [
      renderNodeBootstrap(mesh, node, nodeRefs(application, lookup, node)),
      runner(
        application,
        node.name,
        node.runs,
        renderNodeTask(mesh, node, { image: node.runs.source, images, log }),
      ),
    ]),
    gateways.map((gateway) => [
      renderGatewayBootstrap(mesh, gateway, gatewayRefs(application, lookup)),
      runner(application, gateway.name, gateway.runs, renderGatewayTask(mesh, gateway, { images, log })),
    ]),
    renderAccess(application),
  ];
}

function runner({ architecture }: MeshApplication, name: string, size: Size, task: Task) {
  const roles = { taskRoleArn: 'TASK', executionRoleArn: 'EXECUTION' };
  const refs = {
    clusterArn: 'CLUSTER',
    taskDefinitionArn: name,
    subnetIds: ['SUBNET'],
    securityGroupId: name,
    loadBalancers: [],
  };
  return [
    renderTaskDefinition({ family: name, size, architecture, ...roles, ...task }),
    renderEcsService(name, size, refs),
    size.scaling && renderScalingTarget(size.scaling, { clusterName: 'CLUSTER', serviceName: name }),
    size.scaling && renderScalingPolicy(size.scaling, { resourceId: name, name }),
  ];
}
