/** Which requests of a service go to which of its nodes, in what shares. */
import type { Only } from './known-fields';
import { checkLimit } from './limit';
import { limits } from './limits';
import { listNames, type Problem } from './problem';
import { problems } from './problems';
import { completeRetry, type Retry, type RetryDefinition, retryShape, validateRetry } from './retry';
import { fields, named, number, optional, orFalse, text } from './shape';
import { type Timeout, timeoutShape, validateTimeout } from './timeout';

/** What the compiler shows at a target that is no node. */
export type UnknownNode<Name extends string> = `"${Name}" is not a node of this application`;

export interface RouteMatch {
  /** Start of the request path, begins with `/`; the longest one wins. @default '/' */
  readonly prefix?: string;
}

export interface RouteDefinition<
  Node extends string = string,
  Target extends string = string,
  Field extends string = never,
> {
  /** @default - every request */
  readonly match?: RouteMatch & Only<RouteMatch, Field>;
  /** Node names to weights, whole numbers from 0 to 100 that sum to 1 to 100. Weight 0 is deployed and gets nothing. */
  readonly targets: { readonly [T in Target]?: T extends NoInfer<Node> ? number : UnknownNode<T> };
  /** `false` for none, not even a target's own default. @default - two retries: see `completeRetry` */
  readonly retry?: (RetryDefinition & Only<RetryDefinition, Field>) | false;
  /** @default - Envoy's own */
  readonly timeout?: Timeout & Only<Timeout, Field>;
}

export const routeMatchShape = fields<RouteMatch>({ prefix: optional(text) });

export const routeShape = fields<RouteDefinition>({
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
  readonly match: Required<RouteMatch>;
  /** Sorted by node. */
  readonly targets: readonly WeightedTarget[];
  readonly retry?: Retry;
  readonly timeout?: Timeout;
}

/** App Mesh takes one to ten weighted targets in a route; the number is fixed. */
const MAX_TARGETS = 10;

export function completeRoute(name: string, definition: RouteDefinition): MeshRoute {
  const { timeout, retry } = definition;
  const targets = Object.entries(definition.targets).map(([node, weight]) => ({
    node,
    weight: weight as number,
  }));
  return {
    name,
    match: { prefix: definition.match?.prefix ?? '/' },
    targets: targets.sort((a, b) => (a.node < b.node ? -1 : 1)),
    ...(retry !== false && { retry: completeRetry(retry, timeout) }),
    ...(timeout && { timeout }),
  };
}

export function validateRoute(route: MeshRoute, nodes: ReadonlySet<string>, where: string): Problem[] {
  const unknown = route.targets.filter(({ node }) => !nodes.has(node));
  return [
    ...unknown.map(({ node }) => problems.routeTargetUnknown(where, node, [...nodes])),
    ...validateWeights(route.targets, where),
    ...validatePrefix(route.match.prefix, where),
    ...validateRetry(route.retry, `${where} > retry`),
    ...validateTimeout(route.timeout, `${where} > timeout`),
  ];
}

/** Visible ASCII without `#` and `?`: a path ends before them, so nothing would ever match. */
export function validatePrefix(prefix: string, where: string): Problem[] {
  return /^\/[\x21\x22\x24-\x3e\x40-\x7e]{0,254}$/.test(prefix) ? [] : [problems.pathPrefix(where, prefix)];
}

export function validateWeights(targets: readonly WeightedTarget[], where: string): Problem[] {
  const sum = targets.reduce((total, { weight }) => total + weight, 0);
  const ranges = targets.flatMap(({ node, weight }) =>
    checkLimit(limits.weight, weight, `${where} > target ${JSON.stringify(node)}`),
  );
  if (ranges.length > 0) return ranges;
  if (targets.length === 0) return [problems.routeTargetsEmpty(where)];
  if (targets.length > MAX_TARGETS) return [problems.routeTargetsMany(where, targets.length, MAX_TARGETS)];
  const names = listNames(targets.map(({ node }) => node));
  return sum >= 1 && sum <= 100 ? [] : [problems.routeWeightsSum(where, sum, names)];
}
