/**
 * The first step of a switch from target `app-mesh` to `envoy`. Running tasks are called on the node's own port, where the
 * application of a new task listens, too. New tasks call new tasks, so callers come after the nodes that they call.
 */
import { joinAccess } from '../../ecs/join-access';
import type { MeshApplication } from '../../mesh/application';
import { renderAccess as renderAppMeshAccess } from '../app-mesh';
import { renderAccess as renderEnvoyAccess } from '../envoy';

export function renderFromAppMesh(application: MeshApplication) {
  const ways = renderEnvoyAccess(application);
  return {
    /** Which tasks reach which on either target. */
    access: joinAccess(ways, renderAppMeshAccess(application)),
    /** What the tasks of this step rely on. */
    ways,
  };
}
