/** A node's task without a mesh: the application's container, alone. */
import type { MeshNode } from '../../mesh/node';
import { type ApplicationContainerRefs, renderApplicationContainer } from '../../ecs/application-container';

export function renderNodeTask(node: MeshNode, refs: Omit<ApplicationContainerRefs, 'dependsOn'>) {
  return { containers: [renderApplicationContainer(node, { ...refs, dependsOn: [] })] };
}
