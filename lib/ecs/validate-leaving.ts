/** Reports requests that may take longer than a task has when it leaves. */
import { quote } from '../mesh/checks/value-text';
import type { MeshApplication } from '../mesh/application';
import { destinationOf } from '../mesh/entry/load-balancer-route';
import { placeOfLoadBalancer } from '../mesh/entry/mesh-load-balancer';
import { lookupIn } from '../mesh/lookup';
import type { MeshNode } from '../mesh/node';
import type { Problem } from '../mesh/checks/problem';
import { problems } from '../mesh/checks/problems';
import {
  applicationSeconds,
  ENVOY_SECONDS,
  FARGATE_STOP_SECONDS,
  leaveTimes,
  MOST_APPLICATION_SECONDS,
} from './leave-times';

/** For targets on which a drain container stops before the Envoys of nodes and gateways. */
export function validateDrains(application: MeshApplication): Problem[] {
  const { nodes, gateways } = application;
  const tooLong = nodes.flatMap(validateStopTimeout);
  if (tooLong.length > 0) return tooLong;
  return [
    ...nodes.map(({ name, runs }) => ({ name, what: 'node', own: applicationSeconds(runs) })),
    ...gateways.map(({ name }) => ({ name, what: 'gateway', own: 0 })),
  ].flatMap(({ name, what, own }) => {
    const longestRequest = lookupIn(application).calls().longestRequest(name);
    const { fits, longestThatEnds } = leaveTimes({ longestRequest, application: own });
    const where = `${what} ${quote(name)}`;
    return fits ? [] : [problems.leaveCutShort(where, longestRequest / 1000, longestThatEnds)];
  });
}

/** The containers of a task stop one after the other. No node calls a worker, so no caller must notice that it leaves. */
function validateStopTimeout({ name, listeners, runs }: MeshNode): Problem[] {
  const most = listeners.length > 0 ? MOST_APPLICATION_SECONDS : FARGATE_STOP_SECONDS - ENVOY_SECONDS;
  const own = applicationSeconds(runs);
  return own > most ? [problems.stopTooLong(`node ${quote(name)} > runs > stopTimeout`, own, most)] : [];
}

/** For targets on which only load balancers wait for the requests that they have passed on. */
export function validateDeregistration(application: MeshApplication): Problem[] {
  const { calls } = lookupIn(application);
  return application.loadBalancers.flatMap((loadBalancer) =>
    loadBalancer.routes.flatMap((route) => {
      const longestRequest = calls().longestRequest(destinationOf(route));
      const { deregistration } = leaveTimes({ longestRequest, application: 0 });
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
