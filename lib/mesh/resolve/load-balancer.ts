/** What a load balancer before a gateway makes of a request. */
import { dropsHeaders, isDropped } from '../entry/dropped-headers';
import { type Duration, seconds } from '../duration';
import type { MeshGateway } from '../entry/gateway';
import { loadBalancerIdle } from '../entry/load-balancer-idle';
import type { MeshApplication } from '../application';
import type { ReadRequest } from './request';

/** What an Application Load Balancer drops, nothing behind it reads. */
export function throughLoadBalancer(gateway: MeshGateway, read: ReadRequest): ReadRequest {
  if (!dropsHeaders(gateway) || ![...read.headers.keys()].some(isDropped)) return read;
  return { ...read, headers: new Map([...read.headers].filter(([name]) => !isDropped(name))) };
}

/**
 * By route of the gateway: how long it lets an answer be silent that may be so for longer. All others it outlasts, up to
 * what AWS lets it wait.
 */
export function outsideLimits(
  application: MeshApplication,
  gateway: MeshGateway,
): ReadonlyMap<string, { readonly idle: Duration }> {
  const { loadBalancer } = gateway;
  if (loadBalancer === undefined) return new Map();
  const { over, seconds: idle } = loadBalancerIdle(loadBalancer, gateway, { application });
  return new Map(over.map((route) => [route, { idle: seconds(idle) }]));
}
