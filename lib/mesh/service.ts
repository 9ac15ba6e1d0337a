/** The name that callers use, and the way from it to nodes: a virtual service and its router in App Mesh's words. */
import { listNames, type Problem } from './problem';
import { problems } from './problems';
import { completeRoute, type MeshRoute, type RouteDefinition, validateRoute } from './route';

export interface ToDefinition<Node extends string = string> {
  /** All requests go to this node, through a router with one route `default`, so that retries are possible. */
  readonly to: NoInfer<Node>;
}

export interface RoutesDefinition<Node extends string = string, Target extends string = string> {
  /** By route name: letters, digits, `-` and `_`. */
  readonly routes: { readonly [route: string]: RouteDefinition<Node, Target> };
}

export type ServiceDefinition<Node extends string = string, Target extends string = string> =
  ToDefinition<Node> | RoutesDefinition<Node, Target>;

export interface MeshService {
  readonly name: string;
  /** Sorted by name, at least one. */
  readonly routes: readonly MeshRoute[];
}

/** App Mesh ResourceName. */
export const ROUTE_NAME = /^[A-Za-z0-9_-]{1,255}$/;

export function completeService(name: string, definition: ServiceDefinition): MeshService {
  const routes: Readonly<Record<string, RouteDefinition>> =
    'to' in definition ? { default: { targets: { [definition.to]: 100 } } } : definition.routes;
  const names = Object.keys(routes).sort();
  return { name, routes: names.map((route) => completeRoute(route, routes[route] ?? { targets: {} })) };
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
