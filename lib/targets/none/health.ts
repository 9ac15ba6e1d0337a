/** How a load balancer checks tasks while the target changes, on the port of their requests. */
import type { Listener } from '../../mesh/listener';
import type { LoadBalancer } from '../../mesh/entry/load-balancer';
import { NO_ERROR, type TargetHealth } from '../../ecs/target-health';

/**
 * Tasks of a node and Envoys of a gateway may be behind one load balancer, so the check is one that both answer. A
 * gateway has no health path on that port: it routes the check to a node, or answers 404 if no route matches. A Network
 * Load Balancer needs only an open port.
 */
export function sharedHealth(
  { kind }: Pick<LoadBalancer, 'kind'>,
  entered: Listener | undefined,
): TargetHealth {
  if (kind === 'network') return {};
  return { path: entered?.healthCheck?.path ?? '/', matcher: NO_ERROR };
}
