/** The order of routes as priorities. Apart from a longer prefix, App Mesh has no other way to give the order. */
import { limits } from '../../mesh/checks/limits';
import { mayMeet } from '../../mesh/match/routes-meet';
import type { MeshMatch } from '../../mesh/match/match';
import { inOrder, type Ordered } from '../../mesh/match/route-order';

/** The provider leaves 0 out (see `validateRoutes`). */
const HIGHEST = 1;

/** A route, and the port that it uses if its match has none: one router has routes of all its ports. */
export type PrioritizedRoute = Ordered & { readonly port?: number };

/** Two routes that one request could match, and whose order App Mesh cannot be given. */
export interface Untold {
  readonly first: string;
  readonly second: string;
  /** The priority that both have, or the number after which too few numbers are left. */
  readonly priority: number;
}

export interface Priorities {
  /** By route: the user's own priorities, and those that the order needs. A route that App Mesh may try last has none. */
  readonly of: ReadonlyMap<string, number>;
  readonly untold: readonly Untold[];
}

/**
 * A route gets a priority only if App Mesh would otherwise decide in another way: one request could match two routes, and
 * the first does not simply have the longer prefix. The last route has none, the one before it 1000, then 999. So the
 * user's own priorities, which all come before, stay unchanged.
 */
export function renderPriorities(routes: readonly PrioritizedRoute[]): Priorities {
  const ordered = inOrder(routes.map(onPort));
  const after: Numbered[] = [];
  const untold: Untold[] = [];
  for (const route of ordered.reverse()) {
    const met = after.filter((each) => mayMeet(route.match, each.route.match));
    const own = numberOf(route, met);
    untold.push(...met.filter((each) => !isTold({ route, own }, each)).map(toUntold(route, own)));
    after.push({ route, own });
  }
  const all = after.flatMap(({ route, own }) => (own === LAST ? [] : [[route.name, own] as const]));
  return { of: new Map(all), untold: untold.reverse() };
}

interface Numbered {
  readonly route: Ordered;
  readonly own: number;
}

/** A route without a priority is tried after all routes that have one. */
const LAST = Infinity;

function onPort({ port, ...route }: PrioritizedRoute): Ordered {
  const match: MeshMatch = port === undefined ? route.match : { ...route.match, port };
  return { ...route, match };
}

/** @param met the later routes that one request could match too */
function numberOf(route: Ordered, met: readonly Numbered[]): number {
  if (route.priority !== undefined) return route.priority;
  const bounds = met.map((each) => {
    if (isLonger(route, each.route)) return each.own;
    return each.own === LAST ? limits.priority.max : each.own - 1;
  });
  return Math.max(Math.min(LAST, ...bounds), HIGHEST);
}

function isTold(first: Numbered, second: Numbered): boolean {
  return first.own < second.own || (first.own === second.own && isLonger(first.route, second.route));
}

/** Among routes of equal priority App Mesh takes the longest prefix (user guide, routes). */
function isLonger(first: Ordered, second: Ordered): boolean {
  const [long, short] = [first.match.prefix, second.match.prefix];
  return long !== undefined && short !== undefined && long.length > short.length;
}

function toUntold(first: Ordered, priority: number) {
  return ({ route }: Numbered): Untold => ({ first: first.name, second: route.name, priority });
}

/** The routes, each with the priority that is written for App Mesh. */
export function withPriorities<Route extends Ordered>(
  routes: readonly Route[],
  portOf: (route: Route) => number | undefined = () => undefined,
): Route[] {
  const placed = routes.map((route) => {
    const port = portOf(route);
    return { ...route, ...(port !== undefined && { port }) };
  });
  const { of } = renderPriorities(placed);
  return routes.map((route) => {
    const priority = of.get(route.name);
    return priority === undefined ? route : { ...route, priority };
  });
}
