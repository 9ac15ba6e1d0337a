/** Which tasks reach which on App Mesh: Envoy calls Envoy on the listener's port, and load balancers call gateways. */
import type { MeshApplication } from '../../mesh/application';
import { ENVOY_ADMIN_PORT } from '../../ecs/containers/envoy-container';
import type { Access } from '../../ecs/access';
import { meshAccess } from '../../ecs/mesh-access';

/** A load balancer reads health from Envoy's admin server, so it reaches that port too. */
export function renderAccess(application: MeshApplication): Access {
  return meshAccess(application, { healthPort: ENVOY_ADMIN_PORT, portsOf: ({ port }) => [port] });
}
