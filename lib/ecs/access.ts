/**
 * Which tasks and load balancers may open connections to which. Security groups enforce it. Each target derives it from the
 * declared edges.
 */
import type { MeshExternal } from '../mesh/external';
import { publicPorts } from '../mesh/entry/load-balancer';
import { type MeshLoadBalancer, ownerOf } from '../mesh/entry/mesh-load-balancer';

export interface Party {
  readonly kind: 'tasks' | 'load-balancer';
  readonly name: string;
}

export interface AccessEdge {
  readonly from: Party;
  readonly to: Party;
  readonly port: number;
}

export interface AccessExit {
  readonly from: Party;
  /** Names of the external nodes that are reached, sorted. */
  readonly to: readonly string[];
  readonly port: number;
  /** IPv4 block. */
  readonly cidr: string;
}

export interface Access {
  /** Each gets a security group. What is not listed is closed. */
  readonly parties: readonly (Party & { readonly description: string })[];
  readonly edges: readonly AccessEdge[];
  /** Ways out to external nodes. They do not run here, so they have no group. */
  readonly exits: readonly AccessExit[];
  /** Ways in from the internet. */
  readonly doors: readonly { readonly to: Party; readonly port: number }[];
  /** Ways in from every address of the network. */
  readonly innerDoors: readonly AccessInnerDoor[];
}

export interface AccessInnerDoor {
  readonly to: Party;
  readonly port: number;
}

export const tasksOf = (name: string): Party => ({ kind: 'tasks', name });
export const loadBalancerOf = (name: string): Party => ({ kind: 'load-balancer', name });

export const ANYWHERE = '0.0.0.0/0';
export const ANYWHERE_IPV6 = '::/0';

/** Tasks reach images, logs and AWS APIs over HTTPS, so every task may go anywhere on port 443. */
const HTTPS_PORT = 443;

/**
 * One way out for each block of addresses and port, since AWS takes no rule twice. An external node without a block may
 * have any address: its host is a name, and a security group knows addresses only.
 */
export function exitsTo(
  calls: readonly { readonly from: Party; readonly external: MeshExternal }[],
): AccessExit[] {
  const exits = new Map<string, AccessExit>();
  for (const { from, external } of calls) {
    const { name, cidr = ANYWHERE } = external;
    const { port } = external.listener;
    if (cidr === ANYWHERE && port === HTTPS_PORT) continue;
    const key = JSON.stringify([from, cidr, port]);
    const others = exits.get(key)?.to ?? [];
    exits.set(key, { from, to: [...new Set([...others, name])].sort(), port, cidr });
  }
  return [...exits.values()];
}

/** Each load balancer has a group, which is open to the internet on the ports of its listeners. */
export function internetAccess(
  loadBalancers: readonly MeshLoadBalancer[],
): Pick<Access, 'parties' | 'doors'> {
  return {
    parties: loadBalancers.map((loadBalancer) => ({
      ...loadBalancerOf(loadBalancer.name),
      description: describe(loadBalancer),
    })),
    doors: loadBalancers.flatMap((loadBalancer) =>
      publicPorts(loadBalancer).map((port) => ({ to: loadBalancerOf(loadBalancer.name), port })),
    ),
  };
}

/** A changed description replaces the group. */
function describe(loadBalancer: MeshLoadBalancer): string {
  const owner = ownerOf(loadBalancer);
  return `Load balancer ${owner === undefined ? '' : `of ${owner} `}${loadBalancer.name}`;
}
