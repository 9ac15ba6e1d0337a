/**
 * Which tasks and load balancers may open connections to which. Security groups enforce it. Each target derives it from the
 * declared edges.
 */
import type { MeshExternal } from '../mesh/external';
import type { ExternalGroup } from '../mesh/surroundings/external-group';
import type { Open, Opening } from '../mesh/entry/open';

export interface Party {
  readonly kind: 'tasks' | 'load-balancer';
  readonly name: string;
}

export interface AccessEdge {
  readonly from: Party;
  readonly to: Party;
  readonly port: number;
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
export const loadBalancerOf = (name: string): Party => ({ kind: 'load-balancer', name });

export const ANYWHERE = '0.0.0.0/0';
export const ANYWHERE_IPV6 = '::/0';

/** Tasks reach images, logs and AWS APIs over HTTPS, so every task may connect to any address on port 443. */
export const HTTPS_PORT = 443;

/**
 * One exit for each port and group or block of addresses, since AWS refuses a rule twice. An external node with neither
 * may have any address: its host is a name, and a security group knows no names.
 */
export function exitsTo(
  calls: readonly { readonly from: Party; readonly external: MeshExternal }[],
): AccessExit[] {
  const exits = new Map<string, AccessExit>();
  for (const { from, external } of calls) {
    const { name, cidr = ANYWHERE, securityGroup: group } = external;
    const { port } = external.listener;
    if (group === undefined && cidr === ANYWHERE && port === HTTPS_PORT) continue;
    const exit = { from, to: [name], port, ...(group === undefined ? { cidr } : { group }) };
    const same = exits.get(exitKey(exit));
    exits.set(exitKey(exit), same === undefined ? exit : joinExit(same, exit));
  }
  return [...exits.values()];
}

/** Two exits with one key are one rule. */
export const exitKey = (exit: AccessExit): string =>
  JSON.stringify([exit.from, 'group' in exit ? exit.group.id : exit.cidr, exit.port]);

/** @param other has the same key */
export function joinExit(one: AccessExit, other: AccessExit): AccessExit {
  const joined = { ...one, to: [...new Set([...one.to, ...other.to])].sort() };
  const addRule = [one, other].some((exit) => 'group' in exit && exit.group.addRule);
  return 'group' in joined ? { ...joined, group: { ...joined.group, addRule } } : joined;
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
