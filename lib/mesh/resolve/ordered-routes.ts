/** Routes in the order in which they are tried, each with its conditions. */
import type { Protocol } from '../protocol';
import { describeMatch } from '../match/describe-match';
import { inOrder, type Ordered } from '../match/route-order';
import { type Condition, conditionsOf } from './condition';
import type { ReadRequest } from './request';
import type { Hop, PassedRoute } from './resolution';

export interface Ready<Way> {
  readonly name: string;
  readonly conditions: readonly Condition[];
  /** What its match is in words. */
  readonly says: () => string;
  readonly way: Way;
}

/** @param wayOf the part of the answer that follows from the route alone; computed once */
export function readyRoutes<Route extends Ordered, Way>(
  routes: readonly Route[],
  protocol: Protocol,
  wayOf: (route: Route) => Way,
): Ready<Way>[] {
  return inOrder(routes).map((route) => ({
    name: route.name,
    conditions: conditionsOf(route.match, protocol),
    says: () => describeMatch(route.match),
    way: wayOf(route),
  }));
}

export function firstThatTakes<Way>(
  routes: readonly Ready<Way>[],
  request: ReadRequest,
): Ready<Way> | undefined {
  return routes.find(({ conditions }) => conditions.every(({ holds }) => holds(request)));
}

/** The routes that {@link firstThatTakes} has looked at. */
export function explainRoutes(
  routes: readonly Ready<unknown>[],
  request: ReadRequest,
): Pick<Hop, 'passed' | 'taken'> {
  const taken = firstThatTakes(routes, request);
  const passed = routes.slice(0, taken === undefined ? routes.length : routes.indexOf(taken));
  return {
    passed: passed.map((route) => explainRoute(route, request)),
    ...(taken && { taken: { route: taken.name, match: taken.says() } }),
  };
}

function explainRoute({ name, conditions }: Ready<unknown>, request: ReadRequest): PassedRoute {
  const failed = conditions.filter(({ holds }) => !holds(request));
  return {
    route: name,
    failed: failed.map(({ says, got }) => {
      const value = got(request);
      return { condition: says, ...(value !== undefined && { got: value }) };
    }),
  };
}
