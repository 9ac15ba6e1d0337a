/** How a load balancer checks the tasks behind it. */
import type { LoadBalancer } from '../mesh/entry/load-balancer';
import type { Listener } from '../mesh/listener';

/** Without a path, an open port is enough. Only a Network Load Balancer can check that. */
export interface TargetHealth {
  /** @default - the port of each registered task, so that an old task is checked where it listens */
  readonly port?: number;
  readonly path?: string;
  readonly matcher?: string;
}

/** Anything but an error of the application's own. */
export const NO_ERROR = '200-499';

/**
 * Without a check of its own a node is healthy when it answers anything but an error of its own. A Network Load Balancer
 * asks in HTTP/1.1; for a listener with another protocol, an open port is enough. The other kind asks in the protocol of
 * the listener.
 */
export function applicationHealth(
  { protocol, healthCheck }: Listener,
  kind: LoadBalancer['kind'],
): TargetHealth {
  if (protocol === 'grpc' && kind !== 'network') return healthCheck ? GRPC_HEALTH : NO_GRPC_HEALTH;
  const isAsked = protocol === 'http' || (protocol === 'http2' && kind !== 'network');
  if (!isAsked) return {};
  return healthCheck?.path === undefined ? { path: '/', matcher: NO_ERROR } : { path: healthCheck.path };
}

/** gRPC's own health protocol answers status 0. */
const GRPC_HEALTH: TargetHealth = { path: '/grpc.health.v1.Health/Check', matcher: '0' };

/** AWS's own default: a server that answers calls at all answers 12, unimplemented, to one that it does not know. */
const NO_GRPC_HEALTH: TargetHealth = { path: '/AWS.ALB/healthcheck', matcher: '12' };
