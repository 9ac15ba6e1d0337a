/**
 * What the calls of an application mean for the lifetimes of its tasks: which tasks are called, for how long, and which
 * can wait for which.
 */
import type { MeshApplication } from '../application';
import { circlesOf } from './circles';
import { type Listener, pickListener } from '../listener';
import type { Call } from './call';
import type { MeshNode } from '../node';
import type { MeshRoute } from '../route';
import { ENVOY_TIMEOUT, type Timeout } from '../traffic/timeout';

export interface Calls {
  /** Ports of a node that other nodes call, ascending. */
  readonly portsCalled: (node: string) => readonly number[];
  /**
   * The nodes that must answer before a task of this node or gateway is useful: those that it calls, by name and port.
   * Nodes that call it back, directly or through others, are left out, since both would wait for ever. Nodes that run
   * nowhere are left out too.
   */
  readonly startsAfter: (caller: string) => readonly Call[];
  /**
   * Milliseconds that one request to a node, or through a gateway, may take. Infinity if nothing ends it, 0 for bytes.
   */
  readonly longestRequest: (owner: string) => number;
}

/** @param calls all calls of the application */
export function callsIn(application: MeshApplication, calls: readonly Call[]): Calls {
  const nodes = new Map(application.nodes.map((node) => [node.name, node]));
  const from = groupBy(calls, (call) => call.from);
  const to = groupBy(calls, (call) => call.to);
  const sameCircle = circlesOf(calls);
  const longest = longestRequests(application, nodes);
  return {
    portsCalled: (node) => [...new Set((to.get(node) ?? []).map(({ port }) => port))].sort((a, b) => a - b),
    startsAfter: (caller) =>
      (from.get(caller) ?? []).filter(
        (call) => !sameCircle(call.to, caller) && isKeptRunning(nodes.get(call.to)),
      ),
    longestRequest: (owner) => longest.get(owner) ?? 0,
  };
}

function isKeptRunning(node: MeshNode | undefined): boolean {
  return node?.runs.kind === 'service' && node.runs.count > 0;
}

/** By node and gateway. */
function longestRequests(
  { services, gateways, loadBalancers }: MeshApplication,
  nodes: ReadonlyMap<string, MeshNode>,
): ReadonlyMap<string, number> {
  const longest = new Map<string, number>();
  const note = (owner: string, time: number) => longest.set(owner, Math.max(longest.get(owner) ?? 0, time));
  const ofService = new Map<string, number>();
  for (const { name, routes } of services) {
    for (const route of routes) {
      for (const { node } of route.targets) {
        const time = requestTime(route, pickListener(nodes.get(node)?.listeners ?? [], route.match.port));
        note(node, time);
        ofService.set(name, Math.max(ofService.get(name) ?? 0, time));
      }
    }
  }
  for (const { node, port } of loadBalancers.flatMap(({ routes }) => routes)) {
    if (node !== undefined) note(node, ownTime(pickListener(nodes.get(node)?.listeners ?? [], port)));
  }
  for (const { name, listener, routes } of gateways) {
    const own = listener.timeout === undefined ? Infinity : timeOf(listener.timeout);
    for (const { service } of routes) note(name, Math.min(own, ofService.get(service) ?? 0));
  }
  return longest;
}

/** Each Envoy on the way has its own timeout, and the shortest ends the request. An external node has no Envoy. */
function requestTime({ timeout }: MeshRoute, listener: Listener | undefined): number {
  return listener?.protocol === 'tcp' ? 0 : Math.min(timeOf(timeout), ownTime(listener));
}

function ownTime(listener: Listener | undefined): number {
  if (listener === undefined) return Infinity;
  return listener.protocol === 'tcp' ? 0 : timeOf(listener.timeout);
}

/** 0 turns a timeout off. */
function timeOf(timeout: Timeout | undefined): number {
  return (timeout?.perRequest ?? ENVOY_TIMEOUT).milliseconds || Infinity;
}

function groupBy(calls: readonly Call[], key: (call: Call) => string): ReadonlyMap<string, Call[]> {
  const groups = new Map<string, Call[]>();
  for (const call of calls) {
    const group = groups.get(key(call));
    if (group === undefined) groups.set(key(call), [call]);
    else group.push(call);
  }
  return groups;
}
