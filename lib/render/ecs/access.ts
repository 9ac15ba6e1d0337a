/** Who may open connections to whom, which security groups then enforce. Each target derives it from the declared edges. */
import type { MeshExternal } from '../../mesh/external';
import { type LoadBalancer, publicPorts } from '../../mesh/load-balancer';

/** A load balancer is named by its gateway. */
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
  /** Name of the external node. */
  readonly to: string;
  readonly port: number;
  readonly cidr: string;
}

export interface Access {
  /** Each gets a security group; everything not listed is closed. */
  readonly parties: readonly (Party & { readonly description: string })[];
  readonly edges: readonly AccessEdge[];
  /** Ways out to what does not run here and therefore has no group. */
  readonly exits: readonly AccessExit[];
  /** What the internet reaches. */
  readonly doors: readonly { readonly to: Party; readonly port: number }[];
}

export const tasksOf = (name: string): Party => ({ kind: 'tasks', name });
export const loadBalancerOf = (gateway: string): Party => ({ kind: 'load-balancer', name: gateway });

/** Any address, where an external node states none: its host is a name, and a security group knows addresses. */
export function exitTo({ name, listener, cidr }: MeshExternal, from: Party): AccessExit {
  return { from, to: name, port: listener.port, cidr: cidr ?? '0.0.0.0/0' };
}

/** The load balancers of gateways: each with its group, open to the internet on its listener ports. */
export function internetAccess(
  open: readonly { readonly name: string; readonly loadBalancer: LoadBalancer }[],
): Pick<Access, 'parties' | 'doors'> {
  return {
    parties: open.map(({ name }) => ({
      ...loadBalancerOf(name),
      description: `Load balancer of gateway ${name}`,
    })),
    doors: open.flatMap(({ name, loadBalancer }) =>
      publicPorts(loadBalancer).map((port) => ({ to: loadBalancerOf(name), port })),
    ),
  };
}
