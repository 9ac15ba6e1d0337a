/** Which tasks reach which on App Mesh: Envoy calls Envoy on the listener's port, and load balancers call gateways and nodes. */
import type { MeshApplication } from '../../mesh/application';
import type { Access } from '../../ecs/access';
import { meshAccess } from '../../ecs/mesh-access';
import { renderedOnce } from '../../ecs/rendered-once';
import { renderEnds } from './load-balancer-ends';

const rendered = renderedOnce<Access>();

/** Once for each application: each stack asks. */
export const renderAccess = (application: MeshApplication): Access =>
  rendered(application, 'access', () => accessOf(application));

/** A load balancer reads a gateway's health from Envoy's admin server, so it reaches that port too. */
function accessOf(application: MeshApplication): Access {
  return meshAccess(application, {
    ends: renderEnds(application),
    outerPortsOf: ({ listeners }) => listeners.map(({ port }) => port),
    portsOf: ({ port }) => [port],
  });
}
