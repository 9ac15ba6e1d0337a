/** What load balancers before a gateway make of a request. */
import { dropsHeaders, isDropped } from '../entry/dropped-headers';
import { type Duration, seconds } from '../duration';
import type { MeshGateway } from '../entry/gateway';
import { loadBalancerIdle } from '../entry/load-balancer-idle';
import { loadBalancersBefore } from '../entry/mesh-load-balancer';
import type { MeshApplication } from '../application';
import type { ReadRequest } from './request';

/** What an Application Load Balancer drops, nothing behind it reads. */
export function throughLoadBalancer(
  application: MeshApplication,
  gateway: MeshGateway,
  read: ReadRequest,
): ReadRequest {
  if (![...read.headers.keys()].some(isDropped) || !dropsHeaders(application, gateway)) return read;
  return { ...read, headers: new Map([...read.headers].filter(([name]) => !isDropped(name))) };
}

/**
 * By route of the gateway: how long it lets an answer be silent that may be so for longer; the shortest of several load
 * balancers. All others it outlasts, up to what AWS lets it wait.
 */
export function outsideLimits(
  application: MeshApplication,
  gateway: MeshGateway,
): ReadonlyMap<string, { readonly idle: Duration }> {
  const limits = loadBalancersBefore(application, gateway.name).flatMap((loadBalancer) => {
    const { over, seconds: idle } = loadBalancerIdle(loadBalancer, { application });
    return over.filter((way) => way.gateway === gateway.name).map(({ name }) => ({ name, idle }));
  });
  return new Map(
    limits.sort((a, b) => b.idle - a.idle).map(({ name, idle }) => [name, { idle: seconds(idle) }]),
  );
}
