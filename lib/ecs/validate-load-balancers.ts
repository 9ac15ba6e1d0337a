/**
 * Reports load balancers that end a request which the tasks behind them would still answer, or that are too many for a
 * service.
 */
import type { MeshApplication } from '../mesh/application';
import { quote } from '../mesh/checks/value-text';
import { loadBalancerIdle } from '../mesh/entry/load-balancer-idle';
import { placeOfLoadBalancer } from '../mesh/entry/mesh-load-balancer';
import type { Problem } from '../mesh/checks/problem';
import { problems } from '../mesh/checks/problems';
import { validateRequestRules } from './scaling/validate-requests';
import type { LoadBalancerEnd } from './load-balancer-end';

/** https://docs.aws.amazon.com/AmazonECS/latest/developerguide/register-multiple-targetgroups.html */
const MOST_GROUPS = 5;

interface Leading {
  readonly ends: readonly LoadBalancerEnd[];
  /** See {@link loadBalancerIdle}. */
  readonly closesAfter?: number;
  /** Gateways run on the target. @default true */
  readonly hasGateways?: boolean;
}

export function validateLoadBalancers(
  application: MeshApplication,
  { ends, closesAfter, hasGateways = true }: Leading,
): Problem[] {
  return [
    ...validateIdle(application, closesAfter),
    ...validateGroups(application, ends),
    ...validateCodes(application, ends),
    ...validateRequestRules(application, ends, hasGateways),
  ];
}

function validateIdle(application: MeshApplication, closesAfter: number | undefined): Problem[] {
  return application.loadBalancers.flatMap((loadBalancer) => {
    const { seconds, most, over } = loadBalancerIdle(loadBalancer, {
      application,
      ...(closesAfter !== undefined && { closesAfter }),
    });
    const where = placeOfLoadBalancer(loadBalancer);
    const isOwn = loadBalancer.kind !== 'existing' && loadBalancer.idleTimeout !== undefined;
    if (isOwn && seconds > most) return [problems.idleTooLong(where, seconds, most)];
    if (over.length === 0) return [];
    const routes = over.map(({ name }) => name);
    return [problems.loadBalancerIdle(where, seconds, { routes, isOwn })];
  });
}

function validateGroups({ gateways }: MeshApplication, ends: readonly LoadBalancerEnd[]): Problem[] {
  const joined = new Map<string, number>();
  for (const { tasks } of ends) joined.set(tasks, (joined.get(tasks) ?? 0) + 1);
  return [...joined]
    .filter(([, groups]) => groups > MOST_GROUPS)
    .map(([tasks, groups]) => {
      const kind = gateways.some(({ name }) => name === tasks) ? 'gateway' : 'node';
      return problems.targetGroupsMany(`${kind} ${quote(tasks)}`, groups, MOST_GROUPS);
    });
}

/** An open port is asked where a listener speaks no HTTP/1.1 behind a Network Load Balancer. */
function validateCodes({ loadBalancers }: MeshApplication, ends: readonly LoadBalancerEnd[]): Problem[] {
  const open = new Set(
    ends.filter(({ health }) => health.path === undefined).map(({ loadBalancer }) => loadBalancer),
  );
  return loadBalancers.flatMap((loadBalancer) => {
    const codes = loadBalancer.targetGroup?.healthCheck?.codes;
    const where = `${placeOfLoadBalancer(loadBalancer)} > target group > health check`;
    return codes === undefined || !open.has(loadBalancer.name)
      ? []
      : [problems.targetHealthCodesUnread(where, codes)];
  });
}
