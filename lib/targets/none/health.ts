/** How a load balancer checks the tasks behind it, on the port of their requests. */
import type { MeshGateway } from '../../mesh/entry/gateway';
import type { Listener } from '../../mesh/listener';

/** Without a path, an open port is enough. */
export interface TargetHealth {
  readonly path?: string;
  readonly matcher?: string;
}

/** Anything but an error of the application's own. */
const NO_ERROR = '200-499';

/**
 * Without a check of its own a node is healthy when it answers anything but an error of its own. Load balancers ask in
 * HTTP/1.1; for a listener with another protocol, an open port is enough.
 */
export function enteredHealth({ protocol, healthCheck }: Listener): TargetHealth {
  if (protocol !== 'http') return {};
  return healthCheck ? { path: healthCheck.path } : { path: '/', matcher: NO_ERROR };
}

/**
 * Where tasks of a node and Envoys of a gateway are behind one load balancer: what both answer. A gateway has no health
 * path on that port, so it leads the question to a node, or answers 404 where no route does. A Network Load Balancer needs
 * an open port alone.
 */
export function sharedHealth(
  { loadBalancer }: Pick<MeshGateway, 'loadBalancer'>,
  entered: Listener | undefined,
): TargetHealth {
  if (loadBalancer?.kind === 'network') return {};
  return { path: entered?.healthCheck?.path ?? '/', matcher: NO_ERROR };
}
