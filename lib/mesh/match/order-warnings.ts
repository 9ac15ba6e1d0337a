/** Routes whose order may surprise: only their names tell it, or it was another one up to version 0.1.0. */
import type { MeshMatch } from './match';
import { mayMeet } from './routes-meet';
import { pathRange } from './path-range';
import type { Problem } from '../checks/problem';
import { problems } from '../checks/problems';
import { compareRanks, inOrderOf, type Ordered, rankOf } from './route-order';
import { rankBefore } from './route-order-before';
import { quote } from '../checks/value-text';

/**
 * Two routes are compared at most so often for one list, which is enough for any two of 600 routes; of a longer list those
 * that may be equal are sorted out before.
 */
const MOST_COMPARED = 200_000;

/** So many others are named in one warning. */
const MOST_NAMED = 3;

/** @param routes in their order, each with the port that it is on */
export function validateOrder(routes: readonly Ordered[], where: string): Problem[] {
  const place = (name: string) => `${where} > route ${quote(name)}`;
  return [
    ...byRoute(pairsByName(routes), ([first, second]) => [second, first]).map(([name, others]) =>
      problems.routeOrderByName(place(name), nameSome(others)),
    ),
    ...byRoute(pairsThatChanged(routes), ([first, second]) => [first, second]).map(([name, others]) =>
      problems.routeOrderChanged(place(name), nameSome(others)),
    ),
  ];
}

/** Names of two routes, the first of which comes first. */
type Pair = readonly [string, string];

/** Those between which only the name decides, and which one request could meet. */
function* pairsByName(routes: readonly Ordered[]): Generator<Pair> {
  let left = MOST_COMPARED;
  for (const equals of equalRoutes(routes)) {
    for (const [at, second] of equals.entries()) {
      let found = 0;
      for (let index = 0; index < at && found <= MOST_NAMED; index += 1) {
        const first = equals[index];
        if (first === undefined || (left -= 1) < 0) return;
        if (!mayMeet(first.match, second.match)) continue;
        found += 1;
        yield [first.name, second.name];
      }
    }
  }
}

/** Those that one request could meet, and that were looked at in the other order. */
function* pairsThatChanged(routes: readonly Ordered[]): Generator<Pair> {
  const before = inOrderOf(routes, rankBefore);
  if (before.every((route, index) => route === routes[index])) return;
  const places = new Map(before.map((route, place) => [route, place]));
  const ranked = routes.map((route) => ({ route, place: places.get(route) ?? 0 }));
  let left = MOST_COMPARED;
  for (const [at, first] of ranked.entries()) {
    let found = 0;
    for (let index = at + 1; index < ranked.length && found <= MOST_NAMED; index += 1) {
      const second = ranked[index];
      if (second === undefined || second.route.priority !== first.route.priority) break;
      if ((left -= 1) < 0) return;
      if (second.place > first.place || !mayMeet(first.route.match, second.route.match)) continue;
      found += 1;
      yield [first.route.name, second.route.name];
    }
  }
}

/** Lists of routes of one rank. Two of which it is plain at once that no request meets both are in two lists. */
function equalRoutes(routes: readonly Ordered[]): Ordered[][] {
  const sameRank: Ordered[][] = [];
  for (const route of routes) {
    const last = sameRank.at(-1);
    if (last?.[0] && compareRanks(rankOf(last[0]), rankOf(route)) === 0) last.push(route);
    else sameRank.push([route]);
  }
  return sameRank
    .flatMap((equals) => split(equals, plainKey))
    .flatMap((equals) => split(equals, exactKey(equals)))
    .filter((equals) => equals.length > 1);
}

function split(routes: readonly Ordered[], keyOf: (match: MeshMatch) => string): Ordered[][] {
  if (routes.length < 2) return [[...routes]];
  const lists = new Map<string, Ordered[]>();
  for (const route of routes) {
    const key = keyOf(route.match);
    const list = lists.get(key);
    if (list) list.push(route);
    else lists.set(key, [route]);
  }
  return [...lists.values()];
}

/** Of one rank, hosts, whole paths and prefixes, services and methods are the same or meet nothing together. */
function plainKey(match: MeshMatch): string {
  const { kind, value } = pathRange(match);
  const { port, method, serviceName, methodName, hostname } = match;
  return JSON.stringify([
    port,
    hostname?.value,
    match.path?.kind === 'regex' ? '' : [kind, value],
    method,
    serviceName,
    methodName,
  ]);
}

/** The values of headers, metadata and query parameters that each of the routes asks for word by word. */
function exactKey(routes: readonly Ordered[]): (match: MeshMatch) => string {
  const [first, ...others] = routes.map(({ match }) => exactValues(match));
  const asked = [...(first ?? new Map<string, string>()).keys()].filter((name) =>
    others.every((each) => each.has(name)),
  );
  return (match) => {
    const values = exactValues(match);
    return JSON.stringify(asked.map((name) => values.get(name)));
  };
}

function exactValues({ headers, metadata, queryParameters }: MeshMatch): Map<string, string> {
  const named = { header: headers, metadata, query: queryParameters };
  return new Map(
    Object.entries(named).flatMap(([noun, all]) =>
      all.flatMap(({ name, match }) =>
        match.kind === 'exact' ? [[`${noun} ${name.toLowerCase()}`, match.value] as const] : [],
      ),
    ),
  );
}

/** For each route the others that stand in a pair with it. */
function byRoute(pairs: Iterable<Pair>, turn: (pair: Pair) => Pair): [string, string[]][] {
  const found = new Map<string, string[]>();
  for (const pair of pairs) {
    const [name, other] = turn(pair);
    const others = found.get(name);
    if (others) others.push(other);
    else found.set(name, [other]);
  }
  return [...found];
}

/** `route "a"`, `routes "a", "b"`, `routes "a", "b", "c" and others`. */
function nameSome(names: readonly string[]): string {
  const noun = names.length === 1 ? 'route' : 'routes';
  const named = names.slice(0, MOST_NAMED).map(quote).join(', ');
  return `${noun} ${named}${names.length > MOST_NAMED ? ' and others' : ''}`;
}
