/** A virtual node and the tasks behind it. */
import { AppmeshVirtualNode } from '@cdktf/provider-aws/lib/appmesh-virtual-node';
import { Construct } from 'constructs';
import type { MeshNode } from '../../../mesh/node';
import { renderEnds, renderNodeTask, renderVirtualNode } from '../renderer';
import { type AppMeshParts, envoyStatements, leaveLast } from './parts';
import { dialledNames } from '../../../ecs/constructs/cloud-map';
import { addDiscovery, NodeTasks } from '../../../ecs/constructs/node-tasks';

export class AppMeshNode extends Construct {
  readonly virtualNodeName: string;
  readonly virtualNodeArn: string;
  readonly outputs: NodeTasks['outputs'];

  constructor(
    scope: Construct,
    node: MeshNode,
    { target, meshName, hostOf, members, isTarget, isRegistered }: AppMeshParts,
  ) {
    super(scope, node.name);
    const { namespaceId, namespaceName, place } = target;
    const discovery = target.isLeft ? undefined : addDiscovery(this, node, namespaceId);
    const registered = target.isLeft && node.listeners.length > 0 ? node.name : '';
    const refs = { meshName, namespaceName, cloudMapServiceName: discovery?.name ?? registered, hostOf };
    const virtualNode = new AppmeshVirtualNode(this, 'VirtualNode', {
      ...renderVirtualNode(node, refs),
      lifecycle: leaveLast,
    });
    this.virtualNodeName = virtualNode.name;
    this.virtualNodeArn = virtualNode.arn;
    this.outputs = {};
    // Its tasks are those of the new target.
    if (target.isLeft) return;
    const image = target.imageOf(node.runs.origin);
    const tasks = new NodeTasks(this, 'Tasks', {
      target,
      node,
      discovery,
      image,
      content: renderNodeTask(place.application, node, image),
      resourceArn: virtualNode.arn,
      statements: envoyStatements(place.application, virtualNode.arn),
      ends: renderEnds(place.application),
      calledAsMember: members,
      leavesLast: isTarget(node.name),
      dials: dialledNames(node.backends, { ...target, isRegistered }),
    });
    this.outputs = tasks.outputs;
  }
}
