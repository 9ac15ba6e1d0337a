/** One route of a load balancer: which requests go to which gateway or node. */
import { elsewhere } from '../checks/misplaced-fields';
import { number, text } from '../checks/shape';
import { fieldsIn, optional } from '../checks/fields';

interface ToGateway<Gateway extends string = string> {
  readonly gateway: Gateway;
  readonly node?: never;
  readonly port?: never;
}

interface ToNode<Node extends string = string> {
  readonly node: Node;
  /** Port of the node's listener. @default - the first, by port */
  readonly port?: number;
  readonly gateway?: never;
}

export type LoadBalancerRouteDefinition<Node extends string = string, Gateway extends string = string> =
  ToGateway<Gateway> | ToNode<Node>;

interface Fields {
  readonly gateway?: string;
  readonly node?: string;
  readonly port?: number;
}

export const loadBalancerRouteShape = fieldsIn(elsewhere.loadBalancerRoute)<Fields>({
  gateway: optional(text),
  node: optional(text),
  port: optional(number),
});

export interface MeshLoadBalancerRoute {
  readonly name: string;
  /** Exactly one of these two, after validation. */
  readonly gateway?: string;
  readonly node?: string;
  /** Port of the node's listener. */
  readonly port?: number;
}

export function completeLoadBalancerRoute(
  name: string,
  { gateway, node, port }: LoadBalancerRouteDefinition,
): MeshLoadBalancerRoute {
  return {
    name,
    ...(gateway !== undefined && { gateway }),
    ...(node !== undefined && { node }),
    ...(port !== undefined && { port }),
  };
}

/** The gateway or node that a route leads to. One name is never both. */
export const destinationOf = ({ gateway, node }: MeshLoadBalancerRoute): string => gateway ?? node ?? '';
