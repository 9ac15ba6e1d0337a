/** The access of a target with Envoys: Envoys call Envoys, and load balancers call the Envoys of gateways and nodes. */
import type { MeshApplication } from '../mesh/application';
import type { Call } from '../mesh/calls/call';
import { callsOf, exitsOf, lookupIn } from '../mesh/lookup';
import { openOf } from '../mesh/entry/mesh-load-balancer';
import type { MeshNode } from '../mesh/node';
import { type Access, callerParties, callTo, joinOpened, once, openTo, tasksOf } from './access';
import { exitsTo } from './join-access';
import { entering, entryAccess, type LoadBalancerEnd } from './load-balancer-end';

export interface MeshAccessProps {
  /** The ends of load balancers. */
  readonly ends: readonly LoadBalancerEnd[];
  /** The ports at which clients outside of the mesh may connect to a node. */
  readonly outerPortsOf: (node: MeshNode) => readonly number[];
  /** Ports that the caller of an edge connects to. */
  readonly portsOf: (edge: Call) => readonly number[];
}

export function meshAccess(
  application: MeshApplication,
  { ends, outerPortsOf, portsOf }: MeshAccessProps,
): Access {
  const { nodes, gateways } = application;
  const entries = entryAccess(application.loadBalancers, application.network);
  const entered = entering(application, ends);
  const opened = joinOpened([
    entries,
    { doors: [], innerDoors: [], openings: entered.openings },
    ...gateways.map((gateway) =>
      openTo(openOf(application, gateway), tasksOf(gateway.name), { ports: [gateway.listener.port] }),
    ),
    ...nodes.map((node) => openTo(node.open ?? [], tasksOf(node.name), { ports: outerPortsOf(node) })),
  ]);
  const lookup = lookupIn(application);
  // Two edges to one callee may share a port.
  const calls = once(
    callsOf(application).flatMap((edge) =>
      portsOf(edge).map((port) => callTo(lookup.node(edge.to), { from: tasksOf(edge.from), port })),
    ),
  );
  return {
    parties: [
      ...nodes.map(({ name }) => ({ ...tasksOf(name), description: `Tasks of node ${name}` })),
      ...gateways.map(({ name }) => ({ ...tasksOf(name), description: `Tasks of gateway ${name}` })),
      ...entries.parties,
      ...callerParties(calls),
    ],
    edges: [...entered.edges, ...calls],
    exits: exitsTo(
      exitsOf(application).map(({ from, external }) => ({ from: tasksOf(from), external })),
      nodes,
    ),
    ...opened,
  };
}
