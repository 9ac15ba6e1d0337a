/** The access of a target with Envoys: Envoys call Envoys, and load balancers call the Envoys of gateways. */
import type { MeshApplication } from '../mesh/application';
import type { Call } from '../mesh/calls/call';
import { callsOf, exitsOf } from '../mesh/lookup';
import { type Access, type AccessEdge, exitsTo, internetAccess, loadBalancerOf, tasksOf } from './access';

export interface MeshAccessProps {
  /** Port where a load balancer checks the health of a gateway's Envoy. */
  readonly healthPort: number;
  /** Ports that the caller of an edge opens connections to. */
  readonly portsOf: (edge: Call) => readonly number[];
}

export function meshAccess(application: MeshApplication, { healthPort, portsOf }: MeshAccessProps): Access {
  const { nodes, gateways, network } = application;
  const open = gateways.flatMap(({ name, listener, loadBalancer }) =>
    loadBalancer === undefined ? [] : [{ name, loadBalancer, port: listener.port }],
  );
  const internet = internetAccess(open);
  return {
    parties: [
      ...nodes.map(({ name }) => ({ ...tasksOf(name), description: `Tasks of node ${name}` })),
      ...gateways.map(({ name }) => ({ ...tasksOf(name), description: `Tasks of gateway ${name}` })),
      ...internet.parties,
    ],
    edges: [
      ...open.flatMap(({ name, port }) =>
        [port, healthPort].map((each) => ({ from: loadBalancerOf(name), to: tasksOf(name), port: each })),
      ),
      // Two edges to one callee may share a port.
      ...once(
        callsOf(application).flatMap((edge) =>
          portsOf(edge).map((port): AccessEdge => ({ from: tasksOf(edge.from), to: tasksOf(edge.to), port })),
        ),
      ),
    ],
    exits: exitsTo(exitsOf(application).map(({ from, external }) => ({ from: tasksOf(from), external }))),
    doors: internet.doors,
    innerDoors: gateways.flatMap(({ name, listener, loadBalancer }) =>
      loadBalancer === undefined ? [{ to: tasksOf(name), port: listener.port, cidr: network.cidr }] : [],
    ),
  };
}

function once(edges: readonly AccessEdge[]): AccessEdge[] {
  return [...new Map(edges.map((edge) => [JSON.stringify(edge), edge])).values()];
}
