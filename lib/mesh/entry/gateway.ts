/** How traffic from outside enters: a virtual gateway in App Mesh's words, and the load balancer before it. */
import { byName } from '../by-key';
import { elsewhere } from '../checks/misplaced-fields';
import { type EscapedSlashes, escapedSlashesShape } from '../match/escaped-slashes';
import type { Only } from '../checks/known-fields';
import type { GatewayListener } from '../listener';
import { listenerShape } from '../listener-shape';
import type { LoadBalancer } from './load-balancer';
import { loadBalancerShape } from './load-balancer-shape';
import { completeOpen, type Open, openShape } from './open';
import {
  completeMatch,
  type GatewayRouteMatch,
  gatewayRouteMatchShape,
  type MeshMatch,
} from '../match/match';
import { type Rewrite, rewriteShape } from './rewrite';
import { completeSize, type Size, type SizeDefinition, sizeShape } from '../runs/size';
import type { Tags } from '../surroundings/reference';
import { completeTags, tagsShape } from '../surroundings/tags';
import { flag, isObject, leaf, named, number, type Shape, text } from '../checks/shape';
import { fieldsIn, optional } from '../checks/fields';

export interface GatewayRouteDefinition<Service extends string = string, Field extends string = never> {
  readonly service: Service;
  /** The service's port, if it has several. @default - the lowest */
  readonly port?: number;
  /** 0 to 1000; 0 is tried first. @default - after all routes that have one: see `inOrder` */
  readonly priority?: number;
  /** @default - every request */
  readonly match?: GatewayRouteMatch & Only<GatewayRouteMatch, Field>;
  /** @default - the matched prefix becomes `/` and the host the service's, as App Mesh does */
  readonly rewrite?: Rewrite & Only<Rewrite, Field>;
}

export interface GatewayDefinition<Service extends string = string, Field extends string = never> {
  readonly listener: GatewayListener;
  /** By route name: lower-case letters, digits, `-` and `_`. */
  readonly routes: {
    readonly [route: string]: GatewayRouteDefinition<Service, Field> & Only<GatewayRouteDefinition, Field>;
  };
  /**
   * @default - none: clients reach it only inside the network, at `<gateway>.<namespace>` on the listener's port. Any
   * address of the network's block may connect. Nodes of the application may not, since they call services.
   */
  readonly loadBalancer?: LoadBalancer;
  /**
   * Which clients may connect to its listener, beside load balancers. It then has a name in the zone, even behind a load
   * balancer.
   * @default - 'network' without a load balancer, else none
   */
  readonly open?: Open;
  /** Keeps the client's own `x-request-id` instead of a new one. @default false */
  readonly preserveExternalRequestId?: boolean;
  /**
   * How the gateway handles a path with `%2F` or `%5C`, which routes do not read as a slash. If a route keeps clients out
   * and an application decodes its path, choose another value than the default, so that clients cannot avoid the route.
   * @default 'keep-unchanged'
   */
  readonly pathWithEscapedSlashes?: EscapedSlashes;
  /** Tags of its own resources, beside those of the application; its tasks have them from their start. @default {} */
  readonly tags?: Tags;
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
  open: optional(openShape),
  preserveExternalRequestId: optional(flag),
  pathWithEscapedSlashes: optional(escapedSlashesShape),
  tags: optional(tagsShape),
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
  /** Absent if only load balancers may connect. The network, if no load balancer leads to it. */
  readonly open?: Open;
  /** Absent if the gateway writes a new one. */
  readonly preserveExternalRequestId?: true;
  /** Absent for Envoy's default, which does not change the path. */
  readonly pathWithEscapedSlashes?: Exclude<EscapedSlashes, 'keep-unchanged'>;
  /** Sorted by key. */
  readonly tags?: Tags;
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
    routes: routes.sort(byName),
    runs: completeSize(definition.runs ?? {}, { cpu: 512, memoryMiB: 1024 }),
    ...completeTags(definition.tags),
    ...(definition.open !== undefined && { open: completeOpen(definition.open) }),
    ...(definition.preserveExternalRequestId && { preserveExternalRequestId: true }),
    ...(slashes !== undefined && slashes !== 'keep-unchanged' && { pathWithEscapedSlashes: slashes }),
  };
}
