/** Load balancers that end a request which the tasks behind them would still answer. */
import { quote } from '../mesh/checks/value-text';
import type { MeshApplication } from '../mesh/application';
import { loadBalancerIdle } from '../mesh/entry/load-balancer-idle';
import type { Problem } from '../mesh/checks/problem';
import { problems } from '../mesh/checks/problems';

/** @param closesAfter see {@link loadBalancerIdle} */
export function validateLoadBalancers(application: MeshApplication, closesAfter?: number): Problem[] {
  return application.gateways.flatMap((gateway) => {
    const { name, loadBalancer } = gateway;
    if (loadBalancer === undefined) return [];
    const { seconds, over } = loadBalancerIdle(loadBalancer, gateway, {
      application,
      ...(closesAfter !== undefined && { closesAfter }),
    });
    const where = `gateway ${quote(name)} > load balancer`;
    return over.length === 0 ? [] : [problems.loadBalancerIdle(where, seconds, over)];
  });
}
