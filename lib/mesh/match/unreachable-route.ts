/** Routes of one list that conflict: some are never reached, and for some only the name decides. */
import { firstCovering } from './shadowed-route';
import type { MeshMatch } from './match';
import { describeConditions, describeMatch } from './describe-match';
import { listNames, type Problem } from '../checks/problem';
import { problems } from '../checks/problems';
import { validateOrder } from './order-warnings';
import { inOrder, type Ordered } from './route-order';
import { quote } from '../checks/value-text';

/** A route, and the port that it uses if its match has none. */
export type RouteOnPort = Ordered & { readonly port?: number | undefined };

/** No further problem is reported for a route that is never reached. */
export function validateReach(routes: readonly RouteOnPort[], where: string): Problem[] {
  if (routes.length < 2) return [];
  const placed = routes.map((route) => ({ ...route, match: onPort(route), said: route.match }));
  const unreached = validateUnreached(placed, where);
  return unreached.length > 0 ? unreached : validateOrder(inOrder(placed), where);
}

function onPort({ match, port }: RouteOnPort): MeshMatch {
  return port === undefined ? match : { ...match, port };
}

/** `said` is the match as the user wrote it. */
type Said = Ordered & { readonly said: MeshMatch };

/**
 * Routes that no request ever reaches, as far as that can be decided: whether two expressions match the same texts is not
 * always known.
 */
function validateUnreached(routes: readonly Said[], where: string): Problem[] {
  const groups = new Map<string, Said[]>();
  for (const route of routes) {
    const key = describeConditions(route.match).join('\n');
    const group = groups.get(key);
    if (group) group.push(route);
    else groups.set(key, [route]);
  }
  const firsts = inOrder([...groups.values()].flatMap((group) => inOrder(group)[0] ?? []));
  const covering = firstCovering(firsts.map(({ match }) => match));
  return [
    ...[...groups.values()].flatMap((group) => twins(group, where)),
    ...firsts.flatMap((route, index) => {
      const before = firsts[covering[index] ?? -1];
      const place = `${where} > route ${quote(route.name)}`;
      return before === undefined
        ? []
        : [problems.routeShadowed(place, before.name, describeMatch(before.said))];
    }),
  ];
}

function twins(group: readonly Said[], where: string): Problem[] {
  const [first] = inOrder(group);
  if (first === undefined || group.length < 2) return [];
  const names = listNames(group.map(({ name }) => name));
  return [problems.routeMatchTwice(where, { names, match: describeMatch(first.said), first: first.name })];
}
