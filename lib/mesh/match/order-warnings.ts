/** Routes whose order may surprise: only their names decide it, or the order was another one up to version 0.1.0. */
import { mayMeet } from './routes-meet';
import type { Problem } from '../checks/problem';
import { problems } from '../checks/problems';
import { compareRanks, inOrderOf, type Ordered, rankOf } from './route-order';
import { rankBefore } from './old-route-order';
import { quote } from '../checks/value-text';

/** One warning names so many other routes. */
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

/** Names of two routes; the first name comes first in the order. */
type Pair = readonly [string, string];

/** Pairs of routes whose order only the name decides, and that one request could match. */
function pairsByName(routes: readonly Ordered[]): Pair[] {
  return sameRank(routes).flatMap((equals) =>
    equals.flatMap((second, at) =>
      some(equals.slice(0, at), (first) => mayMeet(first.match, second.match)).map((first): Pair => [
        first.name,
        second.name,
      ]),
    ),
  );
}

/** The matching routes, at most as many as are needed to write "and others". */
function some(routes: readonly Ordered[], fits: (route: Ordered) => boolean): Ordered[] {
  const found: Ordered[] = [];
  for (const route of routes) {
    if (found.length > MOST_NAMED) break;
    if (fits(route)) found.push(route);
  }
  return found;
}

/** Lists of routes that follow each other and have the same rank. */
function sameRank(routes: readonly Ordered[]): Ordered[][] {
  const lists: Ordered[][] = [];
  for (const route of routes) {
    const last = lists.at(-1);
    if (last?.[0] && compareRanks(rankOf(last[0]), rankOf(route)) === 0) last.push(route);
    else lists.push([route]);
  }
  return lists;
}

/** Pairs of routes that one request could match, and that had the other order before. */
function pairsThatChanged(routes: readonly Ordered[]): Pair[] {
  const before = inOrderOf(routes, rankBefore);
  if (before.every((route, index) => route === routes[index])) return [];
  const places = new Map(before.map((route, place) => [route, place]));
  const wasAfter = (first: Ordered, second: Ordered) => (places.get(first) ?? 0) > (places.get(second) ?? 0);
  return routes.flatMap((first, at) =>
    some(
      routes.slice(at + 1),
      (second) =>
        second.priority === first.priority && wasAfter(first, second) && mayMeet(first.match, second.match),
    ).map((second): Pair => [first.name, second.name]),
  );
}

/** Each route with the other routes that are in a pair with it. */
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
