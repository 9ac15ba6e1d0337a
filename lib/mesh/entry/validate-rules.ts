/** Mistakes in the rules of a load balancer: their numbers, their conditions, and rules that no request reaches. */
import { checkCount, checkLimit } from '../checks/limit';
import { counts, limits } from '../checks/limits';
import type { Problem } from '../checks/problem';
import { problems } from '../checks/problems';
import { checkQuota, quotaCounts, type Quotas } from '../checks/quotas';
import { repeated } from '../checks/repeated';
import { quote } from '../checks/value-text';
import { validateRedirect, validateResponse } from './load-balancer-answer';
import { describeConditionsOf } from './load-balancer-match';
import { destinationOf, isAnswer, isDefault, type MeshLoadBalancerRoute } from './load-balancer-route';
import { type MeshLoadBalancer, placeOfLoadBalancer } from './mesh-load-balancer';
import { coversRule, isOutsideOf } from './rule-reach';
import { validateConditions } from './validate-conditions';

export function validateRules(loadBalancer: MeshLoadBalancer, quotas: Quotas): Problem[] {
  const where = placeOfLoadBalancer(loadBalancer);
  if (loadBalancer.kind === 'network') return validatePassedOn(loadBalancer, where);
  const rules = loadBalancer.routes.filter((route) => !isDefault(route));
  const others = loadBalancer.routes.filter(isDefault);
  const found = [
    ...checkQuota(quotaCounts.loadBalancerRules, rules, { where, quotas }),
    ...checkCount(counts.targetGroups, targetGroupsOf(loadBalancer), where),
    ...(others.length > 1
      ? [
          problems.ruleDefaultTwice(
            where,
            others.map(({ name }) => name),
          ),
        ]
      : []),
    ...(loadBalancer.kind === 'existing'
      ? others.map((route) => problems.ruleMatchMissing(`${where} > route ${quote(route.name)}`))
      : []),
    ...validatePriorities(loadBalancer, rules),
    ...loadBalancer.routes.flatMap((route) => validateRule(route, placeOfLoadBalancer(loadBalancer, route))),
  ];
  return found.length > 0 ? found : validateReached(loadBalancer, rules);
}

/** Routes that lead to one port of one gateway or node share a group. */
function targetGroupsOf({ routes }: MeshLoadBalancer): string[] {
  const leading = routes.filter((route) => !isAnswer(route));
  return [...new Set(leading.map((route) => `${destinationOf(route)} ${route.port ?? ''}`))];
}

/** TCP has no requests to tell apart. */
function validatePassedOn({ routes }: MeshLoadBalancer, where: string): Problem[] {
  const [first, ...others] = routes;
  const reads = routes.filter(
    ({ match, priority, redirect, respond }) =>
      match.length > 0 || priority !== undefined || redirect !== undefined || respond !== undefined,
  );
  return [
    ...(first !== undefined && others.length > 0 ? [problems.networkRoutes(where, routes.length)] : []),
    ...reads.map(({ name }) => problems.networkRule(`${where} > route ${quote(name)}`)),
  ];
}

function validatePriorities(
  loadBalancer: MeshLoadBalancer,
  rules: readonly MeshLoadBalancerRoute[],
): Problem[] {
  const where = placeOfLoadBalancer(loadBalancer);
  const missing = rules.filter(({ priority }) => priority === undefined);
  const numbers = rules.flatMap(({ priority }) => priority ?? []);
  return [
    ...missing.map((route) => problems.rulePriorityMissing(placeOfLoadBalancer(loadBalancer, route))),
    ...loadBalancer.routes
      .filter((route) => isDefault(route) && route.priority !== undefined)
      .map((route) => problems.rulePriorityDefault(placeOfLoadBalancer(loadBalancer, route))),
    ...repeated(numbers).map((priority) => {
      const same = rules.filter((route) => route.priority === priority);
      return problems.rulePriorityTwice(
        where,
        priority,
        same.map(({ name }) => name),
      );
    }),
    ...rules.flatMap((route) =>
      checkLimit(limits.rulePriority, route.priority, placeOfLoadBalancer(loadBalancer, route)),
    ),
  ];
}

function validateRule({ match, redirect, respond }: MeshLoadBalancerRoute, where: string): Problem[] {
  return [
    ...validateConditions(match, where),
    ...validateRedirect(redirect, `${where} > redirect`),
    ...validateResponse(respond, `${where} > respond`),
  ];
}

/** A rule is dead if an earlier one takes all its requests, or if its clients may not connect. */
function validateReached(loadBalancer: MeshLoadBalancer, rules: readonly MeshLoadBalancerRoute[]): Problem[] {
  const ordered = inOrderOfRules(rules);
  return ordered.flatMap((rule, index) => {
    const place = placeOfLoadBalancer(loadBalancer, rule);
    const before = ordered.slice(0, index).find((earlier) => coversRule(earlier.match, rule.match));
    if (before !== undefined)
      return [problems.ruleShadowed(place, before.name, describeConditionsOf(before.match))];
    const outside = rule.match.find((condition) => isOutsideOf(loadBalancer.open, condition));
    return outside === undefined ? [] : [problems.ruleOutside(place, outside.values)];
  });
}

/** In the order in which AWS tries them. */
export function inOrderOfRules(rules: readonly MeshLoadBalancerRoute[]): MeshLoadBalancerRoute[] {
  return [...rules].sort((a, b) => (a.priority ?? Infinity) - (b.priority ?? Infinity));
}
