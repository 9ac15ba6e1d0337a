/**
 * What follows from an application by name: listeners of services, which node calls which. Names are valid here: an
 * unknown name is our own mistake.
 */
import { byKey } from './by-key';
import { quote } from './checks/value-text';
import { listenersByNode, type MeshApplication } from './application';
import type { Call } from './calls/call';
import { type Calls, callsIn } from './calls/call-lifetimes';
import type { MeshExternal } from './external';
import type { MeshGateway } from './entry/gateway';
import type { MeshLoadBalancer } from './entry/mesh-load-balancer';
import { type Listener, pickListener } from './listener';
import type { MeshNode } from './node';
import type { MeshRoute } from './route';
import { listenersOfService, type MeshService } from './service';

/** Constant-time access to an application's parts by name. */
export interface Lookup {
  node(name: string): MeshNode;
  /** Undefined for a node that runs here. */
  external(name: string): MeshExternal | undefined;
  gateway(name: string): MeshGateway;
  loadBalancer(name: string): MeshLoadBalancer;
  service(name: string): MeshService;
  /**
   * The listener that all nodes of the service have, and so the service's own port and protocol. It is the one with the
   * lowest port.
   */
  listenerOf(service: string): Listener;
  /** Every listener that routes of the service lead to, by port; nearly always there is one. */
  listenersOf(service: string): readonly Listener[];
  /** The listener that the route leads to. */
  listenerOfRoute(route: MeshRoute): Listener;
  /** Computed at the first use. */
  calls(): Calls;
}

const lookups = new WeakMap<MeshApplication, Lookup>();

/** Made once for each application: an application is frozen, so nothing can change. */
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
  const gateways = new Map(application.gateways.map((gateway) => [gateway.name, gateway]));
  const loadBalancers = new Map(application.loadBalancers.map((each) => [each.name, each]));
  const services = new Map(application.services.map((service) => [service.name, service]));
  const listeners = listenersByNode(application);
  const ofNode = (name: string) => listeners.get(name) ?? [];
  const service = (name: string) => known(services.get(name), 'service', name);
  const listenersOf = (name: string) => listenersOfService(service(name), ofNode);
  let calls: Calls | undefined;
  return {
    node: (name) => known(nodes.get(name), 'node', name),
    external: (name) => externals.get(name),
    loadBalancer: (name) => known(loadBalancers.get(name), 'load balancer', name),
    gateway: (name) => known(gateways.get(name), 'gateway', name),
    service,
    listenersOf,
    listenerOf: (name) => known(listenersOf(name)[0], 'listener of service', name),
    listenerOfRoute: ({ name, match, targets }) =>
      known(pickListener(ofNode(targets[0]?.node ?? ''), match.port), 'listener of route', name),
    calls: () => (calls ??= callsIn(application, callsOf(application))),
  };
}

/** Every call that backends and gateway routes declare, each once, sorted by callee and caller. A node may call itself. */
export function callsOf(application: MeshApplication): Call[] {
  const lookup = lookupIn(application);
  return allCallsOf(application).filter(({ to }) => lookup.external(to) === undefined);
}

/** Names of nodes that others call: nodes, gateways and load balancers. */
export function calledNodes(application: MeshApplication): Set<string> {
  const { loadBalancers } = application;
  const led = loadBalancers.flatMap(({ routes }) => routes.flatMap(({ node }) => node ?? []));
  return new Set([...led, ...callsOf(application).map(({ to }) => to)]);
}

/** Every call to an external node, in the same order. */
export function exitsOf(application: MeshApplication): (Call & { readonly external: MeshExternal })[] {
  const lookup = lookupIn(application);
  return allCallsOf(application).flatMap((call) => {
    const external = lookup.external(call.to);
    return external === undefined ? [] : [{ ...call, external }];
  });
}

const callsByApplication = new WeakMap<MeshApplication, readonly Call[]>();

/** Once for each application: each stack asks. */
function allCallsOf(application: MeshApplication): readonly Call[] {
  const found = callsByApplication.get(application) ?? findCalls(application);
  callsByApplication.set(application, found);
  return found;
}

function findCalls(application: MeshApplication): Call[] {
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
  const found = new Map<string, Call>();
  for (const { name, calls } of callers) {
    for (const { to, port } of calls) found.set(`${to}\n${name}\n${port}`, { from: name, to, port });
  }
  return [...found].sort(byKey).map(([, call]) => call);
}

/** The node and port of every target of a service. */
function entrancesOf({ routes }: MeshService, { listenerOfRoute }: Lookup): Omit<Call, 'from'>[] {
  return routes.flatMap((route) => {
    const { port } = listenerOfRoute(route);
    return route.targets.map(({ node }) => ({ to: node, port }));
  });
}

function known<T>(value: T | undefined, what: string, name: string): T {
  if (value === undefined)
    throw new Error(`bug: ${what} ${quote(name)} is unknown after validation; please report`);
  return value;
}
