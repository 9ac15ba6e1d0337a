/** Which of several routes is looked at first, and which can therefore never be taken. */
import { firstCovering } from './covering';
import { describeConditions, describeMatch, type MeshMatch } from './match';
import { listNames, type Problem } from './problem';
import { problems } from './problems';
import type { HostnameMatch } from './value-match';
import { quote } from './value-text';

/** A route of a service or of a gateway. */
export interface Ordered {
  readonly name: string;
  readonly priority?: number;
  readonly match: MeshMatch;
}

/**
 * The order in which routes are tried; the first that matches is taken.
 *
 * App Mesh says two things: the lowest `priority` comes first, and of equals the longest prefix (user guide, routes). What
 * it left open is settled here, the more specific one first, and held by every target that is not App Mesh itself:
 * 1. priority, and those without one after all that have one;
 * 2. host: exact before the longest suffix before any;
 * 3. path: exact before the longest prefix before the longest regex; gRPC: method before service before neither;
 * 4. the number of further conditions: method, scheme, headers, query parameters, metadata;
 * 5. the name, so that the order is one.
 */
export function inOrder<Route extends Ordered>(routes: readonly Route[]): Route[] {
  return [...routes]
    .map((route) => ({ route, rank: rankOf(route) }))
    .sort((a, b) => compare(a.rank, b.rank) || (a.route.name < b.route.name ? -1 : 1))
    .map(({ route }) => route);
}

/** Lower comes first. */
function rankOf({ priority, match }: Ordered): number[] {
  const further = [match.method, match.scheme].filter((value) => value !== undefined);
  const conditions = [...further, ...match.headers, ...match.queryParameters, ...match.metadata];
  return [priority ?? Infinity, ...rankOfHost(match.hostname), ...rankOfPath(match), -conditions.length];
}

function rankOfHost(hostname: HostnameMatch | undefined): number[] {
  if (hostname === undefined) return [2, 0];
  return [hostname.kind === 'exact' ? 0 : 1, -hostname.value.length];
}

function rankOfPath({ prefix, path, serviceName, methodName }: MeshMatch): number[] {
  if (path?.kind === 'exact') return [0, 0];
  if (path !== undefined) return [2, -path.value.length];
  if (prefix !== undefined) return [1, -prefix.length];
  return [methodName !== undefined ? 0 : serviceName !== undefined ? 1 : 2, 0];
}

function compare(a: readonly number[], b: readonly number[]): number {
  for (const [index, left] of a.entries()) {
    const right = b[index] ?? 0;
    if (left !== right) return left < right ? -1 : 1;
  }
  return 0;
}

/** Routes that no request ever reaches, as far as it can be told: two expressions may match the same and nobody knows. */
export function validateReach(routes: readonly Ordered[], where: string): Problem[] {
  if (routes.length < 2) return [];
  const groups = new Map<string, Ordered[]>();
  for (const route of routes) {
    const key = describeConditions(route.match).join('\n');
    const group = groups.get(key);
    if (group) group.push(route);
    else groups.set(key, [route]);
  }
  const twins = [...groups.values()].filter((group) => group.length > 1);
  const firsts = inOrder([...groups.values()].flatMap(([first]) => first ?? []));
  const covering = firstCovering(firsts.map(({ match }) => match));
  return [
    ...twins.map((group) =>
      problems.routeMatchTwice(
        where,
        group[0] ? describeMatch(group[0].match) : '',
        listNames(group.map(({ name }) => name)),
      ),
    ),
    ...firsts.flatMap((route, index) => {
      const before = firsts[covering[index] ?? -1];
      const place = `${where} > route ${quote(route.name)}`;
      return before === undefined
        ? []
        : [problems.routeShadowed(place, before.name, describeMatch(before.match))];
    }),
  ];
}
