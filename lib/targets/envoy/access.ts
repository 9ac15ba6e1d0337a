/** Which tasks reach which: Envoy calls Envoy on derived ports. So other tasks cannot reach an application's own port. */
import type { MeshApplication } from '../../mesh/application';
import type { Call } from '../../mesh/calls/call';
import { lookupIn } from '../../mesh/lookup';
import type { Access } from '../../ecs/access';
import { meshAccess } from '../../ecs/mesh-access';
import { renderedOnce } from '../../ecs/rendered-once';
import { asksApplication } from './bootstrap/health-check';
import { HEALTH_PORT, ingressPort } from './bootstrap/ports';
import { renderEnds } from './load-balancer-ends';

const rendered = renderedOnce<Access>();

/** Once for each application: each stack asks. */
export const renderAccess = (application: MeshApplication): Access =>
  rendered(application, 'access', () => accessOf(application));

function accessOf(application: MeshApplication): Access {
  return meshAccess(application, {
    ends: renderEnds(application),
    outerPortsOf: (node) => node.listeners.map(({ port }) => ingressPort(node, port)),
    portsOf: (edge) => portsOf(application, edge),
  });
}

/** Callers' Envoys check the health port if the node declares no check of its own. */
function portsOf(application: MeshApplication, { to, port }: Call): number[] {
  const node = lookupIn(application).node(to);
  const listener = node.listeners.find((each) => each.port === port);
  const entry = ingressPort(node, port);
  return listener && asksApplication(listener) ? [entry] : [entry, HEALTH_PORT];
}
