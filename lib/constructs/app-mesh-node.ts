/** A virtual node and the tasks behind it. */
import { AppmeshVirtualNode } from '@cdktf/provider-aws/lib/appmesh-virtual-node';
import { Construct } from 'constructs';
import type { MeshNode } from '../mesh/node';
import { renderNodeTask, renderVirtualNode } from '../render/app-mesh';
import { type AppMeshParts, envoyStatements, leaveLast } from './app-mesh-parts';
import { dialledNames } from './cloud-map';
import { addDiscovery, NodeTasks } from './node-tasks';

export class AppMeshNode extends Construct {
  readonly virtualNodeName: string;
  readonly outputs: NodeTasks['outputs'];

  constructor(
    scope: Construct,
    node: MeshNode,
    { target, meshName, lookup, images, hostOf, isTarget, isRegistered }: AppMeshParts,
  ) {
    super(scope, node.name);
    const { namespaceId, namespaceName, place } = target;
    const discovery = addDiscovery(this, node, namespaceId);
    const refs = { meshName, namespaceName, cloudMapServiceName: discovery?.name ?? '', hostOf };
    const virtualNode = new AppmeshVirtualNode(this, 'VirtualNode', {
      ...renderVirtualNode(node, refs),
      lifecycle: leaveLast,
    });
    const addressOf = (service: string) => ({
      scheme: 'http' as const,
      host: hostOf(service),
      port: lookup.listenerOf(service).port,
    });
    const tasks = new NodeTasks(this, 'Tasks', {
      target,
      node,
      discovery,
      task: (given) =>
        renderNodeTask(place.application, node, {
          ...given,
          resourceArn: virtualNode.arn,
          images,
          addressOf,
        }),
      statements: envoyStatements(place.application, virtualNode.arn),
      leavesLast: isTarget(node.name),
      dials: dialledNames(node.backends, { ...target, isRegistered }),
    });
    this.virtualNodeName = virtualNode.name;
    this.outputs = tasks.outputs;
  }
}
