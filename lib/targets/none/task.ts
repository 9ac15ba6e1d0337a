/** A node's task without a mesh: only the application's container. */
import { type ImageOrigin, renderApplicationContainer } from '../../ecs/application-container';
import { renderedOnce } from '../../ecs/rendered-once';
import type { TaskContent } from '../../ecs/task-definition';
import type { MeshApplication } from '../../mesh/application';
import type { MeshNode } from '../../mesh/node';
import { addressIn } from './answering-node';

const once = renderedOnce<TaskContent>();

/** @param origin @default - built from a source of the project */
export function renderNodeTask(
  application: MeshApplication,
  node: MeshNode,
  { isForeign }: ImageOrigin = { isForeign: false },
): TaskContent {
  const addressOf = addressIn(application);
  return once(application, `${isForeign ? 'foreign' : 'own'} ${node.name}`, () => ({
    containers: [renderApplicationContainer(node, { isForeign, addressOf, dependsOn: [] })],
  }));
}
