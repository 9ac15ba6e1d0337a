/** Which target groups count the requests that scaling follows. */
import type { Scaling } from '../../mesh/runs/scaling';
import type { Requests } from '../../mesh/runs/scaling-rule';
import type { LoadBalancerEnd } from '../load-balancer-end';

/** The target groups that tasks join, and their names in metrics. */
export interface RequestLabels {
  readonly ends: readonly LoadBalancerEnd[];
  readonly labelOf: (end: LoadBalancerEnd) => string;
}

/** Where a rule names a load balancer, only its ends count. A valid rule leaves one end. */
export function endsOfRule<End extends { readonly loadBalancer: string }>(
  ends: readonly End[],
  { loadBalancer }: Requests,
): End[] {
  return ends.filter((end) => loadBalancer === undefined || end.loadBalancer === loadBalancer);
}

/** The ends that rules of the scaling follow. */
export function requestEnds(
  ends: readonly LoadBalancerEnd[],
  scaling: Scaling | undefined,
): LoadBalancerEnd[] {
  return (scaling?.rules ?? []).flatMap((rule) => {
    const of = rule.kind === 'tracked' ? rule.of : undefined;
    return typeof of === 'object' && 'kind' in of && of.kind === 'requests' ? endsOfRule(ends, of) : [];
  });
}
