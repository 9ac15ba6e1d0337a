/** One route of a load balancer: which requests go to which gateway or node, or which it answers itself. */
import { elsewhere } from '../checks/misplaced-fields';
import { number, text } from '../checks/shape';
import { fieldsIn, optional } from '../checks/fields';
import {
  type FixedResponse,
  fixedResponseShape,
  type LoadBalancerRedirect,
  redirectShape,
} from './load-balancer-answer';
import {
  completeLoadBalancerMatch,
  type LoadBalancerCondition,
  type LoadBalancerMatch,
  loadBalancerMatchShape,
} from './load-balancer-match';

interface Rule {
  /** 1 to 50,000; the lowest is tried first. Required if several routes have a match. @default 1 */
  readonly priority?: number;
  /** Application Load Balancer. @default - every request that no other route takes */
  readonly match?: LoadBalancerMatch;
}

interface ToGateway<Gateway extends string = string> {
  readonly gateway: Gateway;
  readonly node?: never;
  readonly port?: never;
  readonly redirect?: never;
  readonly respond?: never;
}

interface ToNode<Node extends string = string> {
  readonly node: Node;
  /** Port of the node's listener. @default - the lowest */
  readonly port?: number;
  readonly gateway?: never;
  readonly redirect?: never;
  readonly respond?: never;
}

interface Redirecting {
  /** Application Load Balancer. */
  readonly redirect: LoadBalancerRedirect;
  readonly gateway?: never;
  readonly node?: never;
  readonly port?: never;
  readonly respond?: never;
}

interface Responding {
  /** Application Load Balancer. */
  readonly respond: FixedResponse;
  readonly gateway?: never;
  readonly node?: never;
  readonly port?: never;
  readonly redirect?: never;
}

export type LoadBalancerRouteDefinition<
  Node extends string = string,
  Gateway extends string = string,
> = Rule & (ToGateway<Gateway> | ToNode<Node> | Redirecting | Responding);

/** Exactly one of `gateway`, `node`, `redirect` and `respond`, after validation. */
interface Fields {
  readonly gateway?: string;
  readonly node?: string;
  /** Port of the node's listener. */
  readonly port?: number;
  readonly redirect?: LoadBalancerRedirect;
  readonly respond?: FixedResponse;
}

export const loadBalancerRouteShape = fieldsIn(elsewhere.loadBalancerRoute)<Rule & Fields>({
  priority: optional(number),
  match: optional(loadBalancerMatchShape),
  gateway: optional(text),
  node: optional(text),
  port: optional(number),
  redirect: optional(redirectShape),
  respond: optional(fixedResponseShape),
});

export interface MeshLoadBalancerRoute extends Fields {
  readonly name: string;
  /** Absent for the route of all other requests. */
  readonly priority?: number;
  /** None for the route of all other requests. */
  readonly match: readonly LoadBalancerCondition[];
}

export function completeLoadBalancerRoute(
  name: string,
  { match, gateway, node, port, redirect, respond, priority }: LoadBalancerRouteDefinition,
): MeshLoadBalancerRoute {
  return {
    name,
    match: completeLoadBalancerMatch(match),
    ...(priority !== undefined && { priority }),
    ...(gateway !== undefined && { gateway }),
    ...(node !== undefined && { node }),
    ...(port !== undefined && { port }),
    ...(redirect && { redirect }),
    ...(respond && { respond }),
  };
}

/** The gateway or node to which a route leads; undefined for an answer. A gateway and a node never have the same name. */
export const destinationOf = ({ gateway, node }: MeshLoadBalancerRoute): string => gateway ?? node ?? '';

/** The route of all requests that no other route takes: the default action of the listener. */
export const isDefault = ({ match }: MeshLoadBalancerRoute): boolean => match.length === 0;

/** The answer that the load balancer gives itself. */
export const isAnswer = ({ redirect, respond }: MeshLoadBalancerRoute): boolean =>
  redirect !== undefined || respond !== undefined;
