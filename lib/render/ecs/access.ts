/** Who may open connections to whom, which security groups then enforce. Each target derives it from the declared edges. */

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
