/** How a load balancer checks the tasks behind it. */
import type { LoadBalancer } from '../mesh/entry/load-balancer';
import type { Listener } from '../mesh/listener';

/** Without a path, an open port is enough. Only a Network Load Balancer can check that. */
export interface TargetHealth {
  /** @default - the port with which each task is registered, so that an old task is checked on its own port */
  readonly port?: number;
  readonly path?: string;
  readonly matcher?: string;
}

/** Every status except 5xx, an error of the application. */
export const NO_ERROR = '200-499';

/**
 * A node without a check of its own is healthy if it answers anything except 5xx. A Network Load Balancer sends HTTP/1.1;
 * for a listener with another protocol, an open port is enough. An Application Load Balancer uses the protocol of the
 * listener.
 */
export function applicationHealth(
  { protocol, healthCheck }: Listener,
  kind: LoadBalancer['kind'],
): TargetHealth {
  if (protocol === 'grpc' && kind !== 'network') return healthCheck ? OWN_GRPC_HEALTH : NO_GRPC_HEALTH;
  const isAsked = protocol === 'http' || (protocol === 'http2' && kind !== 'network');
  if (!isAsked) return {};
  return healthCheck?.path === undefined ? { path: '/', matcher: NO_ERROR } : { path: healthCheck.path };
}

/** gRPC's own health protocol answers status 0. */
const OWN_GRPC_HEALTH: TargetHealth = { path: '/grpc.health.v1.Health/Check', matcher: '0' };

/** The path that AWS asks by default. No service of an application has it. */
export const GRPC_PATH = '/AWS.ALB/healthcheck';

/** AWS's own default: a gRPC server answers 12, unimplemented, to a call that it does not know. */
const NO_GRPC_HEALTH: TargetHealth = { path: GRPC_PATH, matcher: '12' };
