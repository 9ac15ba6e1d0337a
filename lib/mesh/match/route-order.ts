/** Which of several routes is tried first. */
import { byName } from '../by-key';
import type { MeshMatch } from './match';
import type { HostnameMatch } from './value-match';

/** A route of a service or of a gateway. */
export interface Ordered {
  readonly name: string;
  readonly priority?: number;
  readonly match: MeshMatch;
}

/**
 * The order in which routes are tried; the first that matches is taken. The first rule of this list decides. Each further
 * rule counts only if all earlier ones are equal:
 * 1. priority, 0 first; a route without one comes after all that have one;
 * 2. host: exact, then the longest suffix, then any;
 * 3. path: exact, then the longest regular expression, then the longest prefix;
 * 4. gRPC: a method, then a service, then neither;
 * 5. method: one, then any;
 * 6. the number of conditions on headers; the scheme, `:scheme` in HTTP/2, is one, and so is each piece of gRPC's metadata;
 * 7. the number of conditions on query parameters;
 * 8. the name, so that the order is total. If it decides between two routes that one request could match, a warning says
 * so.
 *
 * App Mesh itself says only that the lowest `priority` comes first, and then the longest prefix (user guide, routes). On
 * that target the rest of the order is written as priorities. The rules 3 to 7 are those of Kubernetes' Gateway API,
 * which does not say where regular expressions stand.
 */
export function inOrder<Route extends Ordered>(routes: readonly Route[]): Route[] {
  return inOrderOf(routes, rankOf);
}

/** @param rankIn lower comes first; the name decides between equal ranks */
export function inOrderOf<Route extends Ordered>(
  routes: readonly Route[],
  rankIn: (route: Route) => readonly number[],
): Route[] {
  return routes
    .map((route) => ({ route, rank: rankIn(route) }))
    .sort((a, b) => compareRanks(a.rank, b.rank) || byName(a.route, b.route))
    .map(({ route }) => route);
}

/** The whole rank without the name. Lower comes first. */
export function rankOf({ priority, match }: Ordered): number[] {
  const { headers, metadata, queryParameters, method, scheme } = match;
  return [
    priority ?? Infinity,
    ...rankOfHost(match.hostname),
    ...rankOfPath(match),
    rankOfCall(match),
    method === undefined ? 1 : 0,
    -(headers.length + metadata.length + (scheme === undefined ? 0 : 1)),
    -queryParameters.length,
  ];
}

export function rankOfHost(hostname: HostnameMatch | undefined): number[] {
  if (hostname === undefined) return [2, 0];
  return hostname.kind === 'exact' ? [0, 0] : [1, -hostname.value.length];
}

function rankOfPath({ prefix, path }: MeshMatch): number[] {
  if (path !== undefined) return path.kind === 'exact' ? [0, 0] : [1, -path.value.length];
  return prefix === undefined ? [3, 0] : [2, -prefix.length];
}

function rankOfCall({ serviceName, methodName }: MeshMatch): number {
  if (methodName !== undefined) return 0;
  return serviceName === undefined ? 2 : 1;
}

export function compareRanks(a: readonly number[], b: readonly number[]): number {
  for (const [index, left] of a.entries()) {
    const right = b[index] ?? 0;
    if (left !== right) return left < right ? -1 : 1;
  }
  return 0;
}
