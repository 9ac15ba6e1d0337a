/** Which requests of a service go to which of its nodes, and in what shares. */
import { byKey } from './by-key';
import { elsewhere } from './checks/misplaced-fields';
import type { Only } from './checks/known-fields';
import type { KnownNames } from './checks/known-names';
import { checkLimit } from './checks/limit';
import { limits } from './checks/limits';
import { completeMatch, type MeshMatch, type RouteMatch, routeMatchShape } from './match/match';
import { listNames, type Problem } from './checks/problem';
import { problems } from './checks/problems';
import type { Protocol } from './protocol';
import { completeRetry, type Retry, type RetryDefinition, retryShape, validateRetry } from './traffic/retry';
import { named, number, orFalse } from './checks/shape';
import { fieldsIn, optional } from './checks/fields';
import { validateMatch } from './match/validate-match';
import { type Timeout, timeoutShape, validateTimeout } from './traffic/timeout';
import { quote } from './checks/value-text';

/** The compiler shows this at a target that is not a node. */
export type UnknownNode<Name extends string> = `"${Name}" is not a node of this application`;

export interface RouteDefinition<
  Node extends string = string,
  Target extends string = string,
  Field extends string = never,
> {
  /** 0 to 1000, 0 is looked at first. @default - after all that have one: see `inOrder` */
  readonly priority?: number;
  /** @default - every request */
  readonly match?: RouteMatch & Only<RouteMatch, Field>;
  /**
   * Node names to weights: whole numbers from 0 to 100, whose sum is 1 to 100. A node with weight 0 is deployed and gets
   * no request.
   */
  readonly targets: { readonly [T in Target]?: T extends NoInfer<Node> ? number : UnknownNode<T> };
  /**
   * `false` for no retries, not even the target's own default. @default - two retries of what can be repeated without
   * harm; none for tcp
   */
  readonly retry?: (RetryDefinition & Only<RetryDefinition, Field>) | false;
  /** @default - Envoy's own */
  readonly timeout?: Timeout & Only<Timeout, Field>;
}

export const routeShape = fieldsIn(elsewhere.route)<RouteDefinition>({
  priority: optional(number),
  match: optional(routeMatchShape),
  targets: named('target', number),
  retry: optional(orFalse(retryShape)),
  timeout: optional(timeoutShape),
});

export interface WeightedTarget {
  readonly node: string;
  readonly weight: number;
}

export interface MeshRoute {
  readonly name: string;
  readonly priority?: number;
  readonly match: MeshMatch;
  /** Sorted by node. */
  readonly targets: readonly WeightedTarget[];
  readonly retry?: Retry;
  readonly timeout?: Timeout;
}

/** App Mesh takes one to ten weighted targets in a route, and AWS does not raise this number. */
const MAX_TARGETS = 10;

/** @param protocolOf the protocol of a node on a port, or on its first; `http` for a node that does not exist */
export function completeRoute(
  name: string,
  definition: RouteDefinition,
  protocolOf: (node: string, port: number | undefined) => Protocol,
): MeshRoute {
  const { timeout, retry, priority } = definition;
  const targets = Object.entries(definition.targets)
    .sort(byKey)
    .map(([node, weight]) => ({ node, weight: weight as number }));
  const protocol = protocolOf(targets[0]?.node ?? '', definition.match?.port);
  return {
    name,
    ...(priority !== undefined && { priority }),
    match: completeMatch(definition.match, protocol),
    targets,
    // No part of a TCP connection can be tried again. A route that asks for retries gets a problem.
    ...(retry !== false && (protocol !== 'tcp' || retry) && { retry: completeRetry(retry) }),
    ...(timeout && { timeout }),
  };
}

export interface RouteContext {
  /** Names of the nodes that a route can lead to. */
  readonly nodes: KnownNames;
  readonly protocol: Protocol;
  /** Whether `//` in a path is read as `/`. */
  readonly merges: boolean;
  /** The port of the listener that the route leads to; undefined if there is no such listener. */
  readonly port: number | undefined;
}

export function validateRoute(
  route: MeshRoute,
  { nodes, protocol, merges }: RouteContext,
  where: string,
): Problem[] {
  const unknown = route.targets.filter(({ node }) => !nodes.has(node));
  return [
    ...unknown.map(({ node }) => problems.routeTargetUnknown(where, node, nodes.all)),
    ...validateWeights(route.targets, where),
    ...checkLimit(limits.priority, route.priority, where),
    ...validateMatch(route.match, { protocol, merges }, where),
    ...validateRetry(route.retry, protocol, `${where} > retry`),
    ...validateTimeout(route.timeout, `${where} > timeout`),
    ...(protocol === 'tcp' ? validateTcp(route, where) : []),
  ];
}

/** A TCP connection that is passed on has no requests. */
function validateTcp({ retry, timeout }: MeshRoute, where: string): Problem[] {
  return [
    ...(retry ? [problems.routeProtocol(where, 'retry', 'tcp')] : []),
    ...(timeout?.perRequest ? [problems.routeProtocol(where, 'timeout.perRequest', 'tcp')] : []),
  ];
}

export function validateWeights(targets: readonly WeightedTarget[], where: string): Problem[] {
  const sum = targets.reduce((total, { weight }) => total + weight, 0);
  const ranges = targets.flatMap(({ node, weight }) =>
    checkLimit(limits.weight, weight, `${where} > target ${quote(node)}`),
  );
  if (ranges.length > 0) return ranges;
  if (targets.length === 0) return [problems.routeTargetsEmpty(where)];
  if (targets.length > MAX_TARGETS) return [problems.routeTargetsMany(where, targets.length, MAX_TARGETS)];
  const names = listNames(targets.map(({ node }) => node));
  return sum >= 1 && sum <= 100 ? [] : [problems.routeWeightsSum(where, sum, names)];
}
