/** How load balancers before a gateway change a request. */
import { dropsHeaders, isDropped } from '../entry/dropped-headers';
import { type Duration, seconds } from '../duration';
import type { MeshGateway } from '../entry/gateway';
import { loadBalancerIdle } from '../entry/load-balancer-idle';
import { loadBalancersBefore } from '../entry/mesh-load-balancer';
import type { MeshApplication } from '../application';
import type { ReadRequest } from './request';

/** Headers that an Application Load Balancer drops reach nothing behind it. */
export function throughLoadBalancer(
  application: MeshApplication,
  gateway: MeshGateway,
  read: ReadRequest,
): ReadRequest {
  if (![...read.headers.keys()].some(isDropped) || !dropsHeaders(application, gateway)) return read;
  return { ...read, headers: new Map([...read.headers].filter(([name]) => !isDropped(name))) };
}

/**
 * By route of the gateway: how long the load balancer lets an answer be silent, if the route allows longer. With several
 * load balancers, the shortest time. For all other routes the load balancer waits longer than the route.
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
