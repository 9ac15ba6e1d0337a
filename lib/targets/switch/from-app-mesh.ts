/**
 * The first step of a switch from target `app-mesh` to `envoy`. Running tasks are called on the node's own port; the
 * application of a new task listens there too. New tasks call only new tasks, so callers are deployed after the nodes
 * that they call.
 */
import { joinAccess } from '../../ecs/join-access';
import type { MeshApplication } from '../../mesh/application';
import { renderAccess as renderAppMeshAccess } from '../app-mesh';
import { renderAccess as renderEnvoyAccess } from '../envoy';

export function renderFromAppMesh(application: MeshApplication) {
  const ways = renderEnvoyAccess(application);
  return {
    /** Which tasks reach which on both targets. */
    access: joinAccess(ways, renderAppMeshAccess(application)),
    /** Resources that must exist before the tasks of this step. */
    ways,
  };
}
