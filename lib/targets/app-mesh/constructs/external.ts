/** A virtual node for an external node, which the mesh calls and does not run. */
import { AppmeshVirtualNode } from '@cdktf/provider-aws/lib/appmesh-virtual-node';
import { Construct } from 'constructs';
import type { MeshExternal } from '../../../mesh/external';
import { renderExternalNode } from '../renderer';
import { type AppMeshParts, leaveLast } from './parts';
import type { Outputs } from '../../../ecs/constructs/placement';

export class AppMeshExternal extends Construct {
  readonly virtualNodeName: string;
  readonly outputs: Outputs = {};

  constructor(scope: Construct, external: MeshExternal, { meshName, target }: AppMeshParts) {
    super(scope, external.name);
    const virtualNode = new AppmeshVirtualNode(this, 'VirtualNode', {
      ...renderExternalNode(external, { meshName, fillHosts: target.place.fillHosts }),
      lifecycle: leaveLast,
    });
    this.virtualNodeName = virtualNode.name;
  }
}
