/** What follows from an application by name: listeners of services, who calls whom. Names are valid here; an unknown one is our bug. */
import { listenersByNode, type MeshApplication } from './application';
import { type Calls, callsIn } from './calls/call-lifetimes';
import type { MeshExternal } from './external';
import { type Listener, pickListener } from './listener';
import type { MeshNode } from './node';
import type { MeshRoute } from './route';
import { listenersOfService, type MeshService } from './service';

/** Constant-time access to an application's parts by name. */
export interface Lookup {
  node(name: string): MeshNode;
  /** Undefined for a node that runs. */
  external(name: string): MeshExternal | undefined;
  service(name: string): MeshService;
  /** The listener that every node of the service shares, and so the service's own port and protocol: the first, by port. */
  listenerOf(service: string): Listener;
  /** Every listener that routes of the service lead to, by port; nearly always one. */
  listenersOf(service: string): readonly Listener[];
  /** The listener that the route leads to. */
  listenerOfRoute(route: MeshRoute): Listener;
  /** Worked out when it is first asked for. */
  calls(): Calls;
}

const lookups = new WeakMap<MeshApplication, Lookup>();

/** Made once for each application: it is frozen, so nothing can change. */
export function lookupIn(application: MeshApplication): Lookup {
  const found = lookups.get(application);
  if (found !== undefined) return found;
  const made = makeLookup(application);
  lookups.set(application, made);
  return made;
}

function makeLookup(application: MeshApplication): Lookup {
  const nodes = new Map(application.nodes.map((node) => [node.name, node]));
  const externals = new Map(application.externals.map((external) => [external.name, external]));
  const services = new Map(application.services.map((service) => [service.name, service]));
  const listeners = listenersByNode(application);
  const ofNode = (name: string) => listeners.get(name) ?? [];
  const service = (name: string) => known(services.get(name), 'service', name);
  const listenersOf = (name: string) => listenersOfService(service(name), ofNode);
  let calls: Calls | undefined;
  return {
    node: (name) => known(nodes.get(name), 'node', name),
    external: (name) => externals.get(name),
    service,
    listenersOf,
    listenerOf: (name) => known(listenersOf(name)[0], 'listener of service', name),
    listenerOfRoute: ({ name, match, targets }) =>
      known(pickListener(ofNode(targets[0]?.node ?? ''), match.port), 'listener of route', name),
    calls: () => (calls ??= callsIn(application, edgesOf(application))),
  };
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
  return allEdgesOf(application).filter(({ to }) => lookup.external(to) === undefined);
}

/** Every way out to an external node, the way edges are given. */
export function exitsOf(application: MeshApplication): (Edge & { readonly external: MeshExternal })[] {
  const lookup = lookupIn(application);
  return allEdgesOf(application).flatMap((edge) => {
    const external = lookup.external(edge.to);
    return external === undefined ? [] : [{ ...edge, external }];
  });
}

function allEdgesOf(application: MeshApplication): Edge[] {
  const lookup = lookupIn(application);
  const callers = [
    ...application.nodes.map(({ name, backends }) => ({
      name,
      calls: backends.flatMap((service) => entrancesOf(lookup.service(service), lookup)),
    })),
    ...application.gateways.map(({ name, routes }) => ({
      name,
      calls: routes.flatMap(({ service, port = lookup.listenerOf(service).port }) =>
        entrancesOf(lookup.service(service), lookup).filter((entrance) => entrance.port === port),
      ),
    })),
  ];
  const edges = new Map<string, Edge>();
  for (const { name, calls } of callers) {
    for (const { to, port } of calls) edges.set(`${to}\n${name}\n${port}`, { from: name, to, port });
  }
  return [...edges].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, edge]) => edge);
}

/** The node and port of every target of a service. */
function entrancesOf({ routes }: MeshService, { listenerOfRoute }: Lookup): Omit<Edge, 'from'>[] {
  return routes.flatMap((route) => {
    const { port } = listenerOfRoute(route);
    return route.targets.map(({ node }) => ({ to: node, port }));
  });
}

function known<T>(value: T | undefined, what: string, name: string): T {
  if (value === undefined)
    throw new Error(`bug: ${what} ${JSON.stringify(name)} is unknown after validation; please report`);
  return value;
}
