/** Who may open connections to whom, which security groups then enforce. Each target derives it from the declared edges. */
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

export interface Access {
  /** Each gets a security group; everything not listed is closed. */
  readonly parties: readonly (Party & { readonly description: string })[];
  readonly edges: readonly AccessEdge[];
  /** What the internet reaches. */
  readonly doors: readonly { readonly to: Party; readonly port: number }[];
}

export const tasksOf = (name: string): Party => ({ kind: 'tasks', name });
export const loadBalancerOf = (gateway: string): Party => ({ kind: 'load-balancer', name: gateway });

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
