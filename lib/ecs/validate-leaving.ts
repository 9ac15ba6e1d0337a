/** Reports requests that may take longer than a task has when it leaves. */
import { quote } from '../mesh/checks/value-text';
import type { MeshApplication } from '../mesh/application';
import { destinationOf } from '../mesh/entry/load-balancer-route';
import { placeOfLoadBalancer } from '../mesh/entry/mesh-load-balancer';
import { lookupIn } from '../mesh/lookup';
import type { Problem } from '../mesh/checks/problem';
import { problems } from '../mesh/checks/problems';
import { leaveTimes } from './leave-times';

/** For targets on which a drain container stops before the Envoys of nodes and gateways. */
export function validateDrains(application: MeshApplication): Problem[] {
  const { nodes, gateways } = application;
  return [
    ...nodes.map(({ name }) => ({ name, what: 'node', hasApplication: true })),
    ...gateways.map(({ name }) => ({ name, what: 'gateway', hasApplication: false })),
  ].flatMap(({ name, what, hasApplication }) => {
    const longestRequest = lookupIn(application).calls().longestRequest(name);
    const { fits, longestThatEnds } = leaveTimes({ longestRequest, hasApplication });
    const where = `${what} ${quote(name)}`;
    return fits ? [] : [problems.leaveCutShort(where, longestRequest / 1000, longestThatEnds)];
  });
}

/** For targets on which only load balancers wait for the requests that they have passed on. */
export function validateDeregistration(application: MeshApplication): Problem[] {
  const { calls } = lookupIn(application);
  return application.loadBalancers.flatMap((loadBalancer) =>
    loadBalancer.routes.flatMap((route) => {
      const longestRequest = calls().longestRequest(destinationOf(route));
      const { deregistration } = leaveTimes({ longestRequest, hasApplication: false });
      return longestRequest <= deregistration * 1000
        ? []
        : [
            problems.leaveCutShort(
              placeOfLoadBalancer(loadBalancer, route),
              longestRequest / 1000,
              deregistration,
            ),
          ];
    }),
  );
}
