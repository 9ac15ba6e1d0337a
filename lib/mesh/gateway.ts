/** How traffic from outside enters: a virtual gateway in App Mesh's words, and the load balancer before it. */
import type { Only } from './known-fields';
import { type Listener, listenerShape, validateListener } from './listener';
import { type LoadBalancer, loadBalancerShape, validateLoadBalancer } from './load-balancer';
import { listNames, type Problem } from './problem';
import { problems } from './problems';
import { type RouteMatch, routeMatchShape, validatePrefix } from './route';
import { ROUTE_NAME } from './service';
import { fields, named, optional, text } from './shape';
import { completeSize, type Size, type SizeDefinition, sizeShape, validateSize } from './size';

export interface GatewayRouteDefinition<Service extends string = string, Field extends string = never> {
  readonly service: Service;
  /** The matched prefix is rewritten to `/`, as App Mesh does by default. @default - every request */
  readonly match?: RouteMatch & Only<RouteMatch, Field>;
}

export interface GatewayDefinition<Service extends string = string, Field extends string = never> {
  readonly listener: Listener;
  /** By route name: lower-case letters, digits, `-` and `_`. */
  readonly routes: {
    readonly [route: string]: GatewayRouteDefinition<Service, Field> & Only<GatewayRouteDefinition, Field>;
  };
  /** @default - none: only reachable from inside the network */
  readonly loadBalancer?: LoadBalancer;
  /** @default - one task of 512 CPU units, which App Mesh recommends for an Envoy, and 1024 MiB */
  readonly runs?: SizeDefinition<Field> & Only<SizeDefinition, Field>;
}

export const gatewayShape = fields<GatewayDefinition>({
  listener: listenerShape,
  routes: named('route', fields<GatewayRouteDefinition>({ service: text, match: optional(routeMatchShape) })),
  loadBalancer: optional(loadBalancerShape),
  runs: optional(sizeShape),
});

export interface MeshGatewayRoute {
  readonly name: string;
  readonly service: string;
  readonly match: Required<RouteMatch>;
}

export interface MeshGateway {
  readonly name: string;
  readonly listener: Listener;
  /** Sorted by name. */
  readonly routes: readonly MeshGatewayRoute[];
  readonly loadBalancer?: LoadBalancer;
  readonly runs: Size;
}

export function completeGateway(name: string, definition: GatewayDefinition): MeshGateway {
  const routes = Object.entries(definition.routes).map(([route, { service, match }]) => ({
    name: route,
    service,
    match: { prefix: match?.prefix ?? '/' },
  }));
  return {
    name,
    listener: definition.listener,
    routes: routes.sort((a, b) => (a.name < b.name ? -1 : 1)),
    runs: completeSize(definition.runs ?? {}, { cpu: 512, memoryMiB: 1024 }),
    ...(definition.loadBalancer && { loadBalancer: definition.loadBalancer }),
  };
}

export function validateGateway(gateway: MeshGateway, services: ReadonlySet<string>): Problem[] {
  const where = `gateway ${JSON.stringify(gateway.name)}`;
  const place = (route: MeshGatewayRoute) => `${where} > route ${JSON.stringify(route.name)}`;
  const prefixes = gateway.routes.map(({ match }) => match.prefix);
  const twice = new Set(prefixes.filter((prefix, index) => prefixes.indexOf(prefix) !== index));
  const namesOf = (prefix: string) =>
    listNames(gateway.routes.filter(({ match }) => match.prefix === prefix).map(({ name }) => name));
  return [
    ...validateListener(gateway.listener, `${where} > listener ${gateway.listener.port}`),
    ...(gateway.routes.length === 0 ? [problems.gatewayRoutesEmpty(where)] : []),
    ...gateway.routes.flatMap((route) => [
      ...validatePrefix(route.match.prefix, place(route)),
      ...(ROUTE_NAME.test(route.name) ? [] : [problems.routeName(place(route), route.name)]),
      ...(services.has(route.service)
        ? []
        : [problems.gatewayServiceUnknown(place(route), route.service, [...services])]),
    ]),
    ...[...twice].map((prefix) => problems.routeMatchTwice(where, prefix, namesOf(prefix))),
    ...(gateway.loadBalancer ? validateLoadBalancer(gateway.loadBalancer, `${where} > load balancer`) : []),
    ...validateSize(gateway.runs, `${where} > runs`),
  ];
}
