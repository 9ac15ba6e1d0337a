/** The name that callers use, and the routes from it to nodes: a virtual service and its router in App Mesh's words. */
import { byName } from './by-key';
import { elsewhere } from './checks/misplaced-fields';
import type { Only } from './checks/known-fields';
import { type Listener, pickListener } from './listener';
import { validateRouteName } from './checks/name-form';
import type { Problem } from './checks/problem';
import { problems } from './checks/problems';
import { validateReach } from './match/unreachable-route';
import {
  completeRoute,
  type MeshRoute,
  type RouteContext,
  type RouteDefinition,
  routeShape,
  validateRoute,
} from './route';
import { isObject, named, type Shape, text } from './checks/shape';
import { fieldsIn, optional } from './checks/fields';
import { quote } from './checks/value-text';

export interface ToDefinition<Node extends string = string> {
  /** All requests go to this node, through a router with one route `default`, so that retries work. */
  readonly to: NoInfer<Node>;
  readonly routes?: never;
}

export interface RoutesDefinition<
  Node extends string = string,
  Target extends string = string,
  Field extends string = never,
> {
  /** By route name: lower-case letters, digits, `-` and `_`. */
  readonly routes: {
    readonly [route: string]: RouteDefinition<Node, Target, Field> & Only<RouteDefinition, Field>;
  };
  readonly to?: never;
}

export type ServiceDefinition<
  Node extends string = string,
  Target extends string = string,
  Field extends string = never,
> = ToDefinition<Node> | RoutesDefinition<Node, Target, Field>;

export interface MeshService {
  readonly name: string;
  /** Sorted by name, at least one. */
  readonly routes: readonly MeshRoute[];
}

const waysShape = fieldsIn(elsewhere.service)<{ readonly to?: string; readonly routes?: object }>({
  to: optional(text),
  routes: optional(named('route', routeShape)),
});

/** Exactly one of the two forms. */
export const serviceShape: Shape = (value, place) => {
  const found = waysShape(value, place);
  if (found.length > 0 || !isObject(value)) return found;
  if (value['to'] !== undefined && value['routes'] !== undefined)
    return [problems.serviceBothWays(place.own)];
  const isLed = value['to'] !== undefined || value['routes'] !== undefined;
  return isLed ? [] : [problems.serviceRoutesEmpty(place.own)];
};

/** @param protocolOf see `completeRoute` */
export function completeService(
  name: string,
  definition: ServiceDefinition,
  protocolOf: Parameters<typeof completeRoute>[2],
): MeshService {
  const routes: Readonly<Record<string, RouteDefinition>> =
    definition.to !== undefined ? { default: { targets: { [definition.to]: 100 } } } : definition.routes;
  const complete = Object.entries(routes).map(([route, one]) => completeRoute(route, one, protocolOf));
  return { name, routes: complete.sort(byName) };
}

/** The nodes that any route of the service leads to, sorted, each once. */
export function targetsOf(service: MeshService): string[] {
  return [...new Set(service.routes.flatMap((route) => route.targets.map(({ node }) => node)))].sort();
}

/** Every listener that a route of the service leads to, by port. A target or listener that does not exist is left out. */
export function listenersOfService(
  { routes }: MeshService,
  listenersOf: (node: string) => readonly Listener[],
): Listener[] {
  const used = routes.flatMap(({ match, targets }) => {
    const listener = pickListener(listenersOf(targets[0]?.node ?? ''), match.port);
    return listener === undefined ? [] : [[listener.port, listener] as const];
  });
  return [...new Map(used).values()].sort((a, b) => a.port - b.port);
}

/** @param contextOf what a route's validation needs beside the route */
export function validateService(
  service: MeshService,
  contextOf: (route: MeshRoute) => RouteContext,
): Problem[] {
  const where = `service ${quote(service.name)}`;
  if (service.routes.length === 0) return [problems.serviceRoutesEmpty(where)];
  return [
    ...service.routes.flatMap((route) => validateRoute(route, contextOf(route), placeOf(where, route))),
    ...service.routes.flatMap((route) => validateRouteName(route.name, placeOf(where, route))),
    ...validateReach(
      service.routes.map((route) => ({ ...route, port: contextOf(route).port })),
      where,
    ),
  ];
}

const placeOf = (where: string, { name }: MeshRoute) => `${where} > route ${quote(name)}`;
