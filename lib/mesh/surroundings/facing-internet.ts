/** The load balancers that need public subnets. */
import type { MeshApplication } from '../application';

/** Names of the gateways, nodes and load balancers with one that faces the internet. */
export interface FacingInternet {
  readonly all: readonly string[];
  /** Those with an Application Load Balancer, which needs two zones. */
  readonly application: readonly string[];
}

export function facingInternet({ loadBalancers }: Pick<MeshApplication, 'loadBalancers'>): FacingInternet {
  const facing = loadBalancers.filter(({ kind, internal }) => kind !== 'existing' && !internal);
  return {
    all: facing.map(({ name }) => name),
    application: facing.filter(({ kind }) => kind === 'application').map(({ name }) => name),
  };
}

/** In how many zones there must be a public subnet. @returns undefined if none is needed */
export function publicZones(application: Pick<MeshApplication, 'loadBalancers'>): number | undefined {
  const facing = facingInternet(application);
  if (facing.all.length === 0) return undefined;
  return facing.application.length > 0 ? 2 : 1;
}
