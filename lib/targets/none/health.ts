/** How a load balancer checks tasks while the target changes, on the port of their requests. */
import type { Listener } from '../../mesh/listener';
import type { LoadBalancer } from '../../mesh/entry/load-balancer';
import { NO_ERROR, type TargetHealth } from '../../ecs/target-health';

/**
 * Where tasks of a node and Envoys of a gateway are behind one load balancer: what both answer. A gateway has no health
 * path on that port, so it leads the question to a node, or answers 404 where no route does. A Network Load Balancer needs
 * an open port alone.
 */
export function sharedHealth(
  { kind }: Pick<LoadBalancer, 'kind'>,
  entered: Listener | undefined,
): TargetHealth {
  if (kind === 'network') return {};
  return { path: entered?.healthCheck?.path ?? '/', matcher: NO_ERROR };
}
