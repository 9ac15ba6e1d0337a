/** The load balancers that need public subnets. */
import type { MeshApplication } from '../application';
import { isDualstack } from '../entry/ip-address-type';

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

/** What subnets that exist must be for the load balancers of an application. */
export interface SubnetNeeds {
  /** Zones with a public subnet. @default - none faces the internet */
  readonly publicZones?: number;
  /** Subnets with IPv6 blocks. @default - none */
  readonly ipv6: readonly ('private' | 'public')[];
}

export function subnetNeeds(application: Pick<MeshApplication, 'loadBalancers' | 'network'>): SubnetNeeds {
  const { loadBalancers, network } = application;
  const zones = publicZones(application);
  const six = loadBalancers.filter((each) => isDualstack(each, network));
  return {
    ...(zones !== undefined && { publicZones: zones }),
    ipv6: [...new Set(six.map(({ internal }) => (internal ? 'private' : 'public')))].sort(),
  };
}

/** In how many zones there must be a public subnet. @returns undefined if none is needed */
function publicZones(application: Pick<MeshApplication, 'loadBalancers'>): number | undefined {
  const facing = facingInternet(application);
  if (facing.all.length === 0) return undefined;
  return facing.application.length > 0 ? 2 : 1;
}
