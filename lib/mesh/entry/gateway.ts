/** How traffic from outside enters: a virtual gateway in App Mesh's words, and the load balancer before it. */
import { elsewhere } from '../checks/misplaced-fields';
import { type EscapedSlashes, escapedSlashesShape, validateEscapedSlashes } from '../match/escaped-slashes';
import type { Only } from '../checks/known-fields';
import type { KnownNames } from '../checks/known-names';
import { checkLimit } from '../checks/limit';
import { limits } from '../checks/limits';
import { keepAliveOf, mergesSlashes } from '../traffic/http-form';
import { type Listener, listenerShape, pickListener, type TcpListener, validateListener } from '../listener';
import { type LoadBalancer, loadBalancerShape, validateLoadBalancer } from './load-balancer';
import {
  completeMatch,
  type GatewayRouteMatch,
  gatewayRouteMatchShape,
  type MeshMatch,
} from '../match/match';
import { validateRouteName } from '../checks/name';
import type { Problem } from '../checks/problem';
import { problems } from '../checks/problems';
import type { Protocol } from '../protocol';
import { validateReach } from '../match/unreachable-route';
import { type Rewrite, rewriteShape, validateRewrite } from './rewrite';
import { validateMatch } from '../match/validate-match';
import { completeSize, type Size, type SizeDefinition, sizeShape, validateSize } from '../runs/size';
import { fieldsIn, flag, isObject, leaf, named, number, optional, type Shape, text } from '../checks/shape';
import { quote } from '../checks/value-text';

export interface GatewayRouteDefinition<Service extends string = string, Field extends string = never> {
  readonly service: Service;
  /** Of the service, where it is on several. @default - the lowest */
  readonly port?: number;
  /** 0 to 1000, 0 is looked at first. @default - after all that have one: see `inOrder` */
  readonly priority?: number;
  /** @default - every request */
  readonly match?: GatewayRouteMatch & Only<GatewayRouteMatch, Field>;
  /** @default - the matched prefix becomes `/` and the host the service's, as App Mesh does */
  readonly rewrite?: Rewrite & Only<Rewrite, Field>;
}

/** A gateway takes requests, not bytes. */
export type GatewayListener = Exclude<Listener, TcpListener>;

export interface GatewayDefinition<Service extends string = string, Field extends string = never> {
  readonly listener: GatewayListener;
  /** By route name: lower-case letters, digits, `-` and `_`. */
  readonly routes: {
    readonly [route: string]: GatewayRouteDefinition<Service, Field> & Only<GatewayRouteDefinition, Field>;
  };
  /**
   * @default - none: reachable from inside the network alone, at `<gateway>.<namespace>` on the listener's port. Any address
   * of the network's block gets in; nodes of the application do not, since they call services.
   */
  readonly loadBalancer?: LoadBalancer;
  /** The client's own `x-request-id` goes on, in place of a new one. @default false */
  readonly preserveExternalRequestId?: boolean;
  /**
   * What becomes of a request whose path has `%2F` or `%5C`, a slash that routes do not see as one. Where a route keeps
   * somebody out and an application decodes its path, one of the others keeps them from going around it.
   * @default 'keep-unchanged'
   */
  readonly pathWithEscapedSlashes?: EscapedSlashes;
  /** @default - one task of 512 CPU units, which App Mesh recommends for an Envoy, and 1024 MiB */
  readonly runs?: SizeDefinition<Field> & Only<SizeDefinition, Field>;
}

const gatewayListenerShape: Shape = (value, place) =>
  isObject(value) && value['protocol'] === 'tcp'
    ? leaf('a listener of http, http2 or grpc', () => false)('tcp', place)
    : listenerShape(value, place);

export const gatewayShape = fieldsIn(elsewhere.gateway)<GatewayDefinition>({
  listener: gatewayListenerShape,
  routes: named(
    'route',
    fieldsIn(elsewhere.gatewayRoute)<GatewayRouteDefinition>({
      service: text,
      port: optional(number),
      priority: optional(number),
      match: optional(gatewayRouteMatchShape),
      rewrite: optional(rewriteShape),
    }),
  ),
  loadBalancer: optional(loadBalancerShape),
  preserveExternalRequestId: optional(flag),
  pathWithEscapedSlashes: optional(escapedSlashesShape),
  runs: optional(sizeShape),
});

export interface MeshGatewayRoute {
  readonly name: string;
  readonly service: string;
  readonly port?: number;
  readonly priority?: number;
  readonly match: MeshMatch;
  readonly rewrite?: Rewrite;
}

export interface MeshGateway {
  readonly name: string;
  readonly listener: GatewayListener;
  /** Sorted by name. */
  readonly routes: readonly MeshGatewayRoute[];
  readonly loadBalancer?: LoadBalancer;
  /** Absent for a new one. */
  readonly preserveExternalRequestId?: true;
  /** Absent for Envoy's own, which keeps them unchanged. */
  readonly pathWithEscapedSlashes?: Exclude<EscapedSlashes, 'keep-unchanged'>;
  readonly runs: Size;
}

export function completeGateway(name: string, definition: GatewayDefinition): MeshGateway {
  const routes = Object.entries(definition.routes).map(([route, one]): MeshGatewayRoute => ({
    name: route,
    service: one.service,
    ...(one.port !== undefined && { port: one.port }),
    ...(one.priority !== undefined && { priority: one.priority }),
    match: completeMatch(one.match, definition.listener.protocol),
    ...(one.rewrite && { rewrite: one.rewrite }),
  }));
  const { pathWithEscapedSlashes: slashes } = definition;
  return {
    name,
    listener: definition.listener,
    routes: routes.sort((a, b) => (a.name < b.name ? -1 : 1)),
    runs: completeSize(definition.runs ?? {}, { cpu: 512, memoryMiB: 1024 }),
    ...(definition.loadBalancer && { loadBalancer: definition.loadBalancer }),
    ...(definition.preserveExternalRequestId && { preserveExternalRequestId: true }),
    ...(slashes !== undefined && slashes !== 'keep-unchanged' && { pathWithEscapedSlashes: slashes }),
  };
}

/** @param listenersOf the listeners of a service, undefined where there is no such service or nobody listens */
export function validateGateway(
  gateway: MeshGateway,
  services: KnownNames,
  listenersOf: (service: string) => readonly Listener[] | undefined,
): Problem[] {
  const where = `gateway ${quote(gateway.name)}`;
  const place = (route: MeshGatewayRoute) => `${where} > route ${quote(route.name)}`;
  const { listener, routes, loadBalancer, runs } = gateway;
  return [
    ...validateListener(listener, `${where} > listener ${listener.port}`),
    ...(keepAliveOf(listener) ? [problems.gatewayKeepAlive(`${where} > listener ${listener.port}`)] : []),
    ...(routes.length === 0 ? [problems.gatewayRoutesEmpty(where)] : []),
    ...routes.flatMap((route) => [
      ...validateGatewayRoute(route, listener, place(route)),
      ...(services.has(route.service)
        ? validateWay(
            route,
            { protocol: listener.protocol, listeners: listenersOf(route.service) },
            place(route),
          )
        : [problems.gatewayServiceUnknown(place(route), route.service, services)]),
    ]),
    ...validateReach(routes, where),
    ...validateEscapedSlashes(gateway, where),
    ...(loadBalancer ? validateLoadBalancer(loadBalancer, `${where} > load balancer`) : []),
    ...(loadBalancer?.kind === 'application' && listener.protocol !== 'http'
      ? [problems.loadBalancerProtocol(`${where} > load balancer`, listener.protocol)]
      : []),
    ...validateSize(runs, `${where} > runs`),
  ];
}

function validateGatewayRoute(route: MeshGatewayRoute, listener: Listener, where: string): Problem[] {
  const { protocol } = listener;
  return [
    ...validateMatch(route.match, { protocol, merges: mergesSlashes(listener) }, where),
    ...checkLimit(limits.priority, route.priority, where),
    ...checkLimit(limits.port, route.port, where),
    ...validateRewrite(route.rewrite, { match: route.match, protocol }, `${where} > rewrite`),
    ...validateRouteName(route.name, where),
  ];
}

/** Envoy turns HTTP/1.1 into HTTP/2 and back; gRPC it can only lead to gRPC, and bytes it cannot read at all. */
function validateWay(
  { service, port }: MeshGatewayRoute,
  {
    protocol,
    listeners,
  }: { readonly protocol: Protocol; readonly listeners: readonly Listener[] | undefined },
  where: string,
): Problem[] {
  if (listeners === undefined) return [];
  const reached = pickListener(listeners, port);
  if (reached === undefined)
    return [
      problems.gatewayPortUnknown(
        where,
        port,
        service,
        listeners.map((listener) => listener.port),
      ),
    ];
  const isTransparent = (each: Protocol) => each === 'http' || each === 'http2';
  return reached.protocol === protocol || (isTransparent(reached.protocol) && isTransparent(protocol))
    ? []
    : [problems.gatewayServiceProtocol(where, service, reached.protocol, protocol)];
}
