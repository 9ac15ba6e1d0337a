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
import { patternsMeet } from './load-balancer-pattern';
import { destinationOf, isAnswer, isDefault, type MeshLoadBalancerRoute } from './load-balancer-route';
import { type MeshLoadBalancer, placesIn } from './mesh-load-balancer';
import { loops } from './redirect-loop';
import { coversRule, isOutsideOf } from './rule-reach';
import { validateConditions } from './validate-conditions';

export function validateRules(loadBalancer: MeshLoadBalancer, quotas: Quotas): Problem[] {
  const placeOf = placesIn(loadBalancer);
  const where = placeOf();
  if (loadBalancer.kind === 'network') return validatePassedOn(loadBalancer, where);
  const rules = loadBalancer.routes.filter((route) => !isDefault(route));
  const others = loadBalancer.routes.filter(isDefault);
  const found = [
    ...checkQuota(quotaCounts.loadBalancerRules, rules, { where, quotas }),
    ...checkCount(counts.targetGroups, targetGroupsOf(loadBalancer), where),
    ...(others.length > 1 && loadBalancer.kind !== 'existing'
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
    ...validatePriorities(loadBalancer, rules, placeOf),
    ...loadBalancer.routes.flatMap((route) => validateRule(route, placeOf(route))),
  ];
  if (found.length > 0) return found;
  return [...validateLoops(loadBalancer, rules), ...validateReached(loadBalancer, rules)];
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
  placeOf: ReturnType<typeof placesIn>,
): Problem[] {
  const where = placeOf();
  const missing = rules.filter(({ priority }) => priority === undefined);
  const numbers = rules.flatMap(({ priority }) => priority ?? []);
  return [
    ...missing.map((route) => problems.rulePriorityMissing(placeOf(route))),
    ...loadBalancer.routes
      .filter((route) => isDefault(route) && route.priority !== undefined)
      .map((route) => problems.rulePriorityDefault(placeOf(route))),
    ...repeated(numbers).map((priority) => {
      const same = rules.filter((route) => route.priority === priority);
      return problems.rulePriorityTwice(
        where,
        priority,
        same.map(({ name }) => name),
      );
    }),
    ...rules.flatMap((route) => checkLimit(limits.rulePriority, route.priority, placeOf(route))),
  ];
}

function validateRule({ match, redirect, respond }: MeshLoadBalancerRoute, where: string): Problem[] {
  return [
    ...validateConditions(match, where),
    ...validateRedirect(redirect, `${where} > redirect`),
    ...validateResponse(respond, `${where} > respond`),
  ];
}

/** A rule is dead if an earlier one takes all its requests, or if its clients may not connect or do not know its host. */
function validateReached(loadBalancer: MeshLoadBalancer, rules: readonly MeshLoadBalancerRoute[]): Problem[] {
  const ordered = inOrderOfRules(rules);
  const placeOf = placesIn(loadBalancer);
  return ordered.flatMap((rule, index) => {
    const place = placeOf(rule);
    const before = ordered.slice(0, index).find((earlier) => coversRule(earlier.match, rule.match));
    if (before !== undefined)
      return [problems.ruleShadowed(place, before.name, describeConditionsOf(before.match))];
    const outside = rule.match.find((condition) => isOutsideOf(loadBalancer.open, condition));
    if (outside !== undefined) return [problems.ruleOutside(place, outside.values)];
    return validateHost(loadBalancer, rule, place);
  });
}

/** Names of a listener that exists are more than those that are declared here. */
function validateHost(
  { kind, domain }: MeshLoadBalancer,
  { match }: MeshLoadBalancerRoute,
  place: string,
): Problem[] {
  if (kind === 'existing' || domain === undefined) return [];
  const unknown = match.find(
    (condition) =>
      condition.kind === 'hostname' &&
      !condition.values.some((value) => domain.name.some((name) => patternsMeet(value.toLowerCase(), name))),
  );
  return unknown === undefined ? [] : [problems.ruleHost(place, unknown.values, domain.name)];
}

/** A client is redirected to the address that it came to. */
function validateLoops(loadBalancer: MeshLoadBalancer, rules: readonly MeshLoadBalancerRoute[]): Problem[] {
  const placeOf = placesIn(loadBalancer);
  const ordered = [...inOrderOfRules(rules), ...loadBalancer.routes.filter(isDefault)];
  return ordered.flatMap((route, index) =>
    loops(route, { loadBalancer, before: ordered.slice(0, index) })
      ? [problems.redirectSame(`${placeOf(route)} > redirect`)]
      : [],
  );
}

/** In the order in which AWS tries them. */
export function inOrderOfRules(rules: readonly MeshLoadBalancerRoute[]): MeshLoadBalancerRoute[] {
  return [...rules].sort((a, b) => (a.priority ?? Infinity) - (b.priority ?? Infinity));
}
