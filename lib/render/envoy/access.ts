/** Who reaches whom: Envoy calls Envoy on derived ports, so an application's own port stays shut to other tasks. */
import type { MeshApplication } from '../../mesh/application';
import { edgesOf, type Lookup, lookupIn } from '../../mesh/lookup';
import { type Access, type AccessEdge, internetAccess, loadBalancerOf, tasksOf } from '../ecs/access';
import { HEALTH_PORT, ingressPort } from './ports';

/** Callers ask the health port where the node declares no check of its own; load balancers always do. */
export function renderAccess(application: MeshApplication): Access {
  const { nodes, gateways } = application;
  const lookup = lookupIn(application);
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
        [port, HEALTH_PORT].map((each) => ({ from: loadBalancerOf(name), to: tasksOf(name), port: each })),
      ),
      ...edgesOf(application).flatMap(({ from, to, port }) =>
        portsOf(lookup, to, port).map((each): AccessEdge => ({
          from: tasksOf(from),
          to: tasksOf(to),
          port: each,
        })),
      ),
    ],
    doors: internet.doors,
  };
}

function portsOf(lookup: Lookup, callee: string, listenerPort: number): number[] {
  const node = lookup.node(callee);
  const listener = node.listeners.find(({ port }) => port === listenerPort);
  const entry = ingressPort(node, listenerPort);
  return listener?.healthCheck === undefined ? [entry, HEALTH_PORT] : [entry];
}
