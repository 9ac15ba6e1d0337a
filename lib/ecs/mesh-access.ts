/** The access of a target with Envoys: Envoys call Envoys, and load balancers call the Envoys of gateways and nodes. */
import type { MeshApplication } from '../mesh/application';
import type { Call } from '../mesh/calls/call';
import { callsOf, exitsOf } from '../mesh/lookup';
import { innerGateways } from '../mesh/entry/mesh-load-balancer';
import { type Access, type AccessEdge, exitsTo, internetAccess, tasksOf } from './access';
import { edgesTo, type LoadBalancerEnd } from './load-balancer-end';

export interface MeshAccessProps {
  /** Where load balancers lead. */
  readonly ends: readonly LoadBalancerEnd[];
  /** Ports that the caller of an edge opens connections to. */
  readonly portsOf: (edge: Call) => readonly number[];
}

export function meshAccess(application: MeshApplication, { ends, portsOf }: MeshAccessProps): Access {
  const { nodes, gateways } = application;
  const internet = internetAccess(application.loadBalancers);
  const inner = new Set(innerGateways(application));
  return {
    parties: [
      ...nodes.map(({ name }) => ({ ...tasksOf(name), description: `Tasks of node ${name}` })),
      ...gateways.map(({ name }) => ({ ...tasksOf(name), description: `Tasks of gateway ${name}` })),
      ...internet.parties,
    ],
    edges: [
      // Two edges to one callee may share a port.
      ...once(edgesTo(ends)),
      ...once(
        callsOf(application).flatMap((edge) =>
          portsOf(edge).map((port): AccessEdge => ({ from: tasksOf(edge.from), to: tasksOf(edge.to), port })),
        ),
      ),
    ],
    exits: exitsTo(exitsOf(application).map(({ from, external }) => ({ from: tasksOf(from), external }))),
    doors: internet.doors,
    innerDoors: gateways
      .filter(({ name }) => inner.has(name))
      .map(({ name, listener }) => ({ to: tasksOf(name), port: listener.port })),
  };
}

function once(edges: readonly AccessEdge[]): AccessEdge[] {
  return [...new Map(edges.map((edge) => [JSON.stringify(edge), edge])).values()];
}
