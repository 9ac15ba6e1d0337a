/** Reports scaling on requests where no target group, or more than one, counts them. */
import type { MeshApplication } from '../../mesh/application';
import { listNames, type Problem } from '../../mesh/checks/problem';
import { problems } from '../../mesh/checks/problems';
import { quote } from '../../mesh/checks/value-text';
import type { Requests } from '../../mesh/runs/scaling-rule';
import type { Scaling } from '../../mesh/runs/scaling';
import type { LoadBalancerEnd } from '../load-balancer-end';
import { endsOfRule } from './request-ends';

/** @param ends where the load balancers lead on the target */
export function validateRequestRules(
  { nodes, gateways, loadBalancers }: MeshApplication,
  ends: readonly LoadBalancerEnd[],
  hasGateways: boolean,
): Problem[] {
  const counting = new Set(loadBalancers.filter(({ kind }) => kind !== 'network').map(({ name }) => name));
  const runners = [
    ...nodes.map(({ name, runs }) => ({ kind: 'node', name, runs })),
    ...(hasGateways ? gateways.map(({ name, runs }) => ({ kind: 'gateway', name, runs })) : []),
  ];
  return runners.flatMap(({ kind, name, runs }) =>
    rulesOf('scaling' in runs ? runs.scaling : undefined).flatMap(({ rule, of }) => {
      const fault = faultOf(
        ends.filter(({ tasks }) => tasks === name),
        { of, counting },
      );
      const where = `${kind} ${quote(name)} > runs > scaling > rule ${quote(rule)}`;
      return fault === undefined ? [] : [problems.requestsUncounted(where, ...fault)];
    }),
  );
}

function rulesOf(scaling: Scaling | undefined): { readonly rule: string; readonly of: Requests }[] {
  return (scaling?.rules ?? []).flatMap((rule) => {
    const of = rule.kind === 'tracked' ? rule.of : undefined;
    return typeof of === 'object' && 'kind' in of && of.kind === 'requests' ? [{ rule: rule.name, of }] : [];
  });
}

const OTHERWISE = 'use cpuPercent, or a `metric` that the application publishes';

/** What is wrong, and what to do. */
function faultOf(
  led: readonly LoadBalancerEnd[],
  { of, counting }: { readonly of: Requests; readonly counting: ReadonlySet<string> },
): [string, string] | undefined {
  const before = [...new Set(led.map(({ loadBalancer }) => loadBalancer))];
  if (before.length === 0)
    return ['no load balancer leads to its tasks, so nothing counts requests', OTHERWISE];
  const able = before.filter((name) => counting.has(name));
  if (able.length === 0) return ['a Network Load Balancer counts no requests', OTHERWISE];
  if (of.loadBalancer !== undefined && !able.includes(of.loadBalancer))
    return [
      `no Application Load Balancer ${quote(of.loadBalancer)} leads to its tasks`,
      `use ${listNames(able)}`,
    ];
  if (endsOfRule(led, of).length === 1) return undefined;
  return before.length > 1 && of.loadBalancer === undefined
    ? [
        `${before.length} load balancers lead to its tasks`,
        `say which one counts: loadBalancer: ${quote(able[0] ?? '')}`,
      ]
    : ['its load balancer has several target groups for it, one for each port', OTHERWISE];
}
