/** The name that callers use, and the way from it to nodes: a virtual service and its router in App Mesh's words. */
import type { Only } from './known-fields';
import { listNames, type Problem } from './problem';
import { problems } from './problems';
import { completeRoute, type MeshRoute, type RouteDefinition, routeShape, validateRoute } from './route';
import { fields, isObject, named, optional, type Shape, text } from './shape';

export interface ToDefinition<Node extends string = string> {
  /** All requests go to this node, through a router with one route `default`, so that retries are possible. */
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

const waysShape = fields<{ readonly to?: string; readonly routes?: object }>({
  to: optional(text),
  routes: optional(named('route', routeShape)),
});

/** Either way, not both and not none. */
export const serviceShape: Shape = (value, place) => {
  const found = waysShape(value, place);
  if (found.length > 0 || !isObject(value)) return found;
  if (value['to'] !== undefined && value['routes'] !== undefined)
    return [problems.serviceBothWays(place.own)];
  const isLed = value['to'] !== undefined || value['routes'] !== undefined;
  return isLed ? [] : [problems.serviceRoutesEmpty(place.own)];
};

/** App Mesh's characters and length; lower case, since the name is part of a Terraform address. */
export const ROUTE_NAME = /^[a-z0-9_-]{1,255}$/;

export function completeService(name: string, definition: ServiceDefinition): MeshService {
  const routes: Readonly<Record<string, RouteDefinition>> =
    definition.to !== undefined ? { default: { targets: { [definition.to]: 100 } } } : definition.routes;
  const complete = Object.entries(routes).map(([route, one]) => completeRoute(route, one));
  return { name, routes: complete.sort((a, b) => (a.name < b.name ? -1 : 1)) };
}

/** The nodes that any route of the service leads to, sorted, each once. */
export function targetsOf(service: MeshService): string[] {
  return [...new Set(service.routes.flatMap((route) => route.targets.map(({ node }) => node)))].sort();
}

export function validateService(service: MeshService, nodes: ReadonlySet<string>): Problem[] {
  const where = `service ${JSON.stringify(service.name)}`;
  if (service.routes.length === 0) return [problems.serviceRoutesEmpty(where)];
  const prefixes = new Map<string, string[]>();
  for (const { name, match } of service.routes)
    prefixes.set(match.prefix, [...(prefixes.get(match.prefix) ?? []), name]);
  const shadowed = [...prefixes].filter(([, names]) => names.length > 1);
  return [
    ...service.routes.flatMap((route) =>
      validateRoute(route, nodes, `${where} > route ${JSON.stringify(route.name)}`),
    ),
    ...service.routes
      .filter(({ name }) => !ROUTE_NAME.test(name))
      .map(({ name }) => problems.routeName(`${where} > route ${JSON.stringify(name)}`, name)),
    ...shadowed.map(([prefix, names]) => problems.routeMatchTwice(where, prefix, listNames(names))),
  ];
}
