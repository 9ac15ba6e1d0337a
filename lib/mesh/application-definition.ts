/** An application as the user declares it. */
import { elsewhere } from './checks/misplaced-fields';
import { type GatewayDefinition, gatewayShape } from './entry/gateway';
import { loadBalancerWithRoutesShape } from './entry/load-balancer-shape';
import type { LoadBalancerDefinition } from './entry/mesh-load-balancer';
import { type LogsDefinition, logsShape } from './runs/log-retention';
import { type ClusterDefinition, clusterShape } from './surroundings/cluster';
import { type NamespaceDefinition, namespaceShape } from './surroundings/namespace';
import { type KeysDefinition, keysShape } from './surroundings/keys';
import { type NetworkDefinition, networkShape } from './surroundings/network';
import type { Tags } from './surroundings/reference';
import { tagsShape } from './surroundings/tags';
import type { ExternalDefinition } from './external';
import type { Only } from './checks/known-fields';
import { type NodeDefinition, nodeShape } from './node';
import { type OutsidePoliciesDefinition, outsidePoliciesShape } from './runs/outside-policies';
import { type ServiceDefinition, serviceShape } from './service';
import { named, orFalse, text } from './checks/shape';
import { fieldsIn, optional } from './checks/fields';
import { type StacksDefinition, stacksShape } from './stacks';
import { type TracingDefinition, tracingShape } from './tracing';
import type { Architecture, ContainerInsights } from './application';

export interface ApplicationDefinition<
  Node extends string = string,
  Service extends string = string,
  Target extends string = string,
  Field extends string = never,
  Gateway extends string = string,
  Stack extends string = string,
  Balancer extends string = string,
> {
  /** Name of the mesh: letters, digits, `-` and `_`. With the stage in front it has 1 to 255 characters. */
  readonly mesh: string;
  /**
   * Private DNS zone and Cloud Map namespace in which services are called by name: `service.local`. For a namespace that
   * exists: `{ name: 'service.local', existing: 'ns-…' }`.
   */
  readonly namespace: NamespaceDefinition;
  /** Nodes by name, both those that run here and external ones. A name has lower-case letters, digits and `-`. */
  readonly nodes: {
    readonly [N in Node]: (NodeDefinition<NoInfer<Service>, Field> | ExternalDefinition) &
      Only<NodeDefinition | ExternalDefinition, Field>;
  };
  /** The names that callers use, as labels of the namespace. */
  readonly services: {
    readonly [S in Service]: ServiceDefinition<Node, Target, Field> & Only<ServiceDefinition, Field>;
  };
  /** @default {}, nothing enters from outside */
  readonly gateways?: {
    readonly [G in Gateway]: GatewayDefinition<NoInfer<Service>, Field> & Only<GatewayDefinition, Field>;
  };
  /**
   * Load balancers for several gateways and nodes, by name. A load balancer for one gateway or node may be declared
   * there, in the short form.
   * @default {}, none but the short forms
   */
  readonly loadBalancers?: {
    readonly [B in Balancer]: LoadBalancerDefinition<NoInfer<Node>, NoInfer<Gateway>> &
      Only<LoadBalancerDefinition, Field>;
  };
  /** @default - a /16 in two zones with one NAT gateway */
  readonly network?: NetworkDefinition & Only<NetworkDefinition, Field>;
  /** @default - a cluster of its own, `<stage>-<application>` */
  readonly cluster?: ClusterDefinition & Only<ClusterDefinition, Field>;
  /** Your own KMS keys for log groups and repositories. @default - keys of AWS */
  readonly keys?: KeysDefinition & Only<KeysDefinition, Field>;
  /** Tags of every resource that takes tags, beside Application, ManagedBy, Stack and Stage. At most 45. @default {} */
  readonly tags?: Tags;
  /** `false` or absent: no tracing anywhere. @default false */
  readonly tracing?: (TracingDefinition & Only<TracingDefinition, Field>) | false;
  readonly logs?: LogsDefinition & Only<LogsDefinition, Field>;
  /** @default 'X86_64' */
  readonly architecture?: Architecture;
  /** Metrics of tasks in CloudWatch; AWS charges for each metric. @default - as the account's ECS settings say */
  readonly containerInsights?: ContainerInsights;
  /** Which nodes are deployed together, by the last part of the stack's name. @default - one stack */
  readonly stacks?: StacksDefinition<NoInfer<Node>, Stack>;
  /**
   * ARNs of managed policies that another team attaches to roles of nodes and gateways. Each role has exactly the
   * policies of its stack and of this list: the next apply detaches every other policy. @default {}, none
   */
  readonly outsidePolicies?: OutsidePoliciesDefinition<NoInfer<Node | Gateway>>;
}

export const applicationShape = fieldsIn(elsewhere.application)<ApplicationDefinition>({
  mesh: text,
  namespace: namespaceShape,
  nodes: named('node', nodeShape),
  services: named('service', serviceShape),
  gateways: optional(named('gateway', gatewayShape)),
  loadBalancers: optional(named('load balancer', loadBalancerWithRoutesShape)),
  network: optional(networkShape),
  cluster: optional(clusterShape),
  keys: optional(keysShape),
  tags: optional(tagsShape),
  tracing: optional(orFalse(tracingShape)),
  logs: optional(logsShape),
  architecture: optional(text),
  containerInsights: optional(text),
  stacks: optional(stacksShape),
  outsidePolicies: optional(outsidePoliciesShape),
});
