/** Listeners that exist, and that several load balancers of the project add rules to. */
import { type MeshApplication, wholeOf } from '../mesh/application';
import type { Problem } from '../mesh/checks/problem';
import { problems } from '../mesh/checks/problems';
import { placeOfLoadBalancer } from '../mesh/entry/mesh-load-balancer';
import { completeRef } from '../mesh/surroundings/reference';

/** As far as synth can tell: two references may lead to one listener. */
export function validateSharedListeners(applications: readonly MeshApplication[]): Problem[] {
  const takers = new Map<string, string>();
  return applications.flatMap(({ name, loadBalancers }) =>
    loadBalancers.flatMap((loadBalancer) => {
      if (loadBalancer.kind !== 'existing') return [];
      const taken = new Map(takers);
      const whole = wholeOf(name);
      return loadBalancer.routes.flatMap((route) => {
        const { priority } = route;
        if (priority === undefined) return [];
        const key = JSON.stringify([completeRef(loadBalancer.listener), priority]);
        const taker = taken.get(key);
        const where = `${whole} > ${placeOfLoadBalancer(loadBalancer, route)}`;
        takers.set(key, taker ?? where);
        return taker === undefined ? [] : [problems.rulePriorityTaken(where, priority, taker)];
      });
    }),
  );
}
