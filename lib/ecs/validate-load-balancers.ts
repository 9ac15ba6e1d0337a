/** Load balancers that end a request which the tasks behind them would still answer. */
import type { MeshApplication } from '../mesh/application';
import { loadBalancerIdle } from '../mesh/entry/load-balancer-idle';
import { placeOfLoadBalancer } from '../mesh/entry/mesh-load-balancer';
import type { Problem } from '../mesh/checks/problem';
import { problems } from '../mesh/checks/problems';

/** @param closesAfter see {@link loadBalancerIdle} */
export function validateLoadBalancers(application: MeshApplication, closesAfter?: number): Problem[] {
  return application.loadBalancers.flatMap((loadBalancer) => {
    const { seconds, most, over } = loadBalancerIdle(loadBalancer, {
      application,
      ...(closesAfter !== undefined && { closesAfter }),
    });
    const where = placeOfLoadBalancer(loadBalancer);
    const isOwn = loadBalancer.idleTimeout !== undefined;
    if (isOwn && seconds > most) return [problems.idleTooLong(where, seconds, most)];
    if (over.length === 0) return [];
    const routes = over.map(({ name }) => name);
    return [problems.loadBalancerIdle(where, seconds, { routes, isOwn })];
  });
}
