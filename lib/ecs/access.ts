/**
 * Which tasks and load balancers may open connections to which. Security groups enforce it. Each target derives it from the
 * declared edges.
 */
import type { MeshNode } from '../mesh/node';
import type { ExternalGroup } from '../mesh/surroundings/external-group';
import type { Open, Opening } from '../mesh/entry/open';

export interface Party {
  /** `callers`: a group that tasks of all callers of a node hold beside their own. */
  readonly kind: 'tasks' | 'load-balancer' | 'callers';
  readonly name: string;
}

export interface AccessEdge {
  readonly from: Party;
  readonly to: Party;
  readonly port: number;
  /** How the callee lets the caller in. @default - by the caller's own group */
  readonly by?: 'both' | 'shared';
}

interface Exit {
  readonly from: Party;
  /** Names of the external nodes that are reached, sorted. */
  readonly to: readonly string[];
  readonly port: number;
}

/** To the addresses of an IPv4 block. */
export interface AddressExit extends Exit {
  readonly cidr: string;
}

/** To the members of a security group that is not ours. */
export interface GroupExit extends Exit {
  readonly group: ExternalGroup;
}

export type AccessExit = AddressExit | GroupExit;

export interface Access {
  /** Each of them gets a security group. A connection that is not listed is refused. */
  readonly parties: readonly (Party & { readonly description: string })[];
  readonly edges: readonly AccessEdge[];
  /** Connections to external nodes. These do not run here, so no group of this application stands for them. */
  readonly exits: readonly AccessExit[];
  /** Ways in from the internet. */
  readonly doors: readonly AccessInnerDoor[];
  /** Ways in from every address of the network. */
  readonly innerDoors: readonly AccessInnerDoor[];
  /** Ways in from blocks of addresses, and from members of groups that exist. */
  readonly openings: readonly AccessOpening[];
}

export interface AccessInnerDoor {
  readonly to: Party;
  readonly port: number;
  /** Over IPv6 too. @default false */
  readonly ipv6?: true;
}

export interface AccessOpening extends AccessInnerDoor {
  readonly from: Opening;
}

export const tasksOf = (name: string): Party => ({ kind: 'tasks', name });
/** @param node whose callers they are */
export const callersOf = (node: string): Party => ({ kind: 'callers', name: node });
export const loadBalancerOf = (name: string): Party => ({ kind: 'load-balancer', name });

export const ANYWHERE = '0.0.0.0/0';
export const ANYWHERE_IPV6 = '::/0';

/** Tasks reach images, logs and AWS APIs over HTTPS, so every task may connect to any address on port 443. */
export const HTTPS_PORT = 443;

/** A call of a node: the node lets the caller in by the caller's own group, by the group of all its callers, or by both. */
export function callTo(
  { name, callerGroup }: Pick<MeshNode, 'name' | 'callerGroup'>,
  { from, port }: Pick<AccessEdge, 'from' | 'port'>,
): AccessEdge {
  return { from, to: tasksOf(name), port, ...(callerGroup !== 'own' && { by: callerGroup }) };
}

/** The groups of callers that calls need. */
export function callerParties(edges: readonly AccessEdge[]): Access['parties'] {
  const called = edges.filter(({ by }) => by !== undefined).map(({ to }) => to.name);
  return [...new Set(called)].map((name) => ({ ...callersOf(name), description: `Callers of node ${name}` }));
}

/** Calls as rules from group to group, each once. */
export function groupEdges(edges: readonly AccessEdge[]): AccessEdge[] {
  const shared = new Map<string, AccessEdge>();
  for (const { to, port, by } of edges)
    if (by !== undefined) shared.set(`${to.name} ${port}`, { from: callersOf(to.name), to, port });
  return [...edges.filter(({ by }) => by !== 'shared'), ...shared.values()];
}

/** The rules of one call. */
export function groupEdgesOf({ from, to, port, by }: AccessEdge): AccessEdge[] {
  const own = { from, to, port };
  if (by === undefined) return [own];
  const shared = { from: callersOf(to.name), to, port };
  return by === 'both' ? [own, shared] : [shared];
}

/** By node or gateway, the nodes that its tasks call as members of the group of their callers, sorted. */
export function calledAsMember({ edges }: Pick<Access, 'edges'>): ReadonlyMap<string, readonly string[]> {
  const called = new Map<string, Set<string>>();
  for (const { from, to, by } of edges) {
    if (by === undefined) continue;
    called.set(from.name, (called.get(from.name) ?? new Set()).add(to.name));
  }
  return new Map([...called].map(([name, callees]) => [name, [...callees].sort()]));
}

interface OpenPorts extends Pick<AccessInnerDoor, 'ipv6'> {
  readonly ports: readonly number[];
}

export type Opened = Pick<Access, 'doors' | 'innerDoors' | 'openings'>;

export function openTo(open: Open, to: Party, { ports, ipv6 }: OpenPorts): Opened {
  const ways = ports.map((port) => ({ to, port }));
  const doors = ways.map((way) => ({ ...way, ...(ipv6 && { ipv6 }) }));
  if (open === 'internet') return { doors, innerDoors: [], openings: [] };
  if (open === 'network') return { doors: [], innerDoors: doors, openings: [] };
  return {
    doors: [],
    innerDoors: [],
    openings: ways.flatMap((way) => open.map((from) => ({ ...way, from }))),
  };
}

export function joinOpened(opened: readonly Opened[]): Opened {
  return {
    doors: opened.flatMap(({ doors }) => doors),
    innerDoors: opened.flatMap(({ innerDoors }) => innerDoors),
    openings: once(opened.flatMap(({ openings }) => openings)),
  };
}

/** AWS takes no rule twice. */
export function once<T>(all: readonly T[]): T[] {
  return [...new Map(all.map((each) => [JSON.stringify(each), each])).values()];
}
