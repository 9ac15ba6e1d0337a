/**
 * How load balancers check tasks, and which tasks join them, in the first step of a switch, when tasks of two targets
 * run.
 */
import { groupOf, type LoadBalancerEnd } from '../../ecs/load-balancer-end';
import { applicationHealth, type TargetHealth } from '../../ecs/target-health';
import type { MeshApplication } from '../../mesh/application';
import { pickListener } from '../../mesh/listener';
import { lookupIn } from '../../mesh/lookup';
import { renderEnds } from '../envoy';
import { enteredListener, sharedHealth } from '../none';

/** Target groups as on target `envoy`, with a check that tasks of both targets answer on the port of their requests. */
export function endsOfBoth(application: MeshApplication): LoadBalancerEnd[] {
  return renderEnds(application).map((end) => ({ ...end, health: healthOf(application, end) }));
}

function healthOf(
  application: MeshApplication,
  { loadBalancer, group, health }: LoadBalancerEnd,
): TargetHealth {
  const lookup = lookupIn(application);
  const { kind, routes, targetGroup } = lookup.loadBalancer(loadBalancer);
  const route = routes.find((each) => groupOf(each) === group);
  if (targetGroup?.healthCheck?.path !== undefined) return health;
  if (route?.gateway !== undefined)
    return sharedHealth({ kind }, enteredListener(application, lookup.gateway(route.gateway)));
  const listener = pickListener(lookup.node(route?.node ?? '').listeners, route?.port);
  return listener ? applicationHealth(listener, kind) : {};
}
