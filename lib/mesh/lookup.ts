/** What follows from an application by name: listeners of services, who calls whom. Names are valid here; an unknown one is our bug. */
import type { MeshApplication } from './application';
import type { Listener } from './listener';
import type { MeshNode } from './node';
import { type MeshService, targetsOf } from './service';

/** Constant-time access to an application's parts by name. */
export interface Lookup {
  node(name: string): MeshNode;
  service(name: string): MeshService;
  /** The listener that every node of the service shares, and so the service's own port and protocol. */
  listenerOf(service: string): Listener;
}

export function lookupIn(application: MeshApplication): Lookup {
  const nodes = new Map(application.nodes.map((node) => [node.name, node]));
  const services = new Map(application.services.map((service) => [service.name, service]));
  const service = (name: string) => known(services.get(name), 'service', name);
  const node = (name: string) => known(nodes.get(name), 'node', name);
  const listenerOf = (name: string) => {
    const [target = ''] = targetsOf(service(name));
    return known(node(target).listeners[0], 'listener of node', target);
  };
  return { node, service, listenerOf };
}

/** One caller may open connections to one node's port. */
export interface Edge {
  /** Name of the calling node or gateway. */
  readonly from: string;
  readonly to: string;
  readonly port: number;
}

/** Every edge that backends and gateway routes declare, each once, sorted by callee and caller; a node may call its own kind. */
export function edgesOf(application: MeshApplication): Edge[] {
  const lookup = lookupIn(application);
  const callers = [
    ...application.nodes.map(({ name, backends }) => ({ name, calls: backends })),
    ...application.gateways.map(({ name, routes }) => ({
      name,
      calls: routes.map(({ service }) => service),
    })),
  ];
  const edges = new Map<string, Edge>();
  for (const { name, calls } of callers) {
    for (const service of calls) {
      const { port } = lookup.listenerOf(service);
      for (const to of targetsOf(lookup.service(service))) {
        edges.set(`${to}\n${name}\n${port}`, { from: name, to, port });
      }
    }
  }
  return [...edges].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, edge]) => edge);
}

function known<T>(value: T | undefined, what: string, name: string): T {
  if (value === undefined)
    throw new Error(`bug: ${what} ${JSON.stringify(name)} is unknown after validation; please report`);
  return value;
}
