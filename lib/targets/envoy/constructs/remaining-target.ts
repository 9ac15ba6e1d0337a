/** Resources beside target `envoy` while tasks of another target still run. The first step of a switch passes them in. */
import type { Construct } from 'constructs';
import type { Access } from '../../../ecs/access';
import type { LoadBalancersProps } from '../../../ecs/constructs/load-balancers';
import type { Outputs } from '../../../ecs/constructs/placement';
import type { Statement } from '../../../ecs/constructs/role';
import type { LoadBalancerEnd } from '../../../ecs/load-balancer-end';
import type { MeshNode } from '../../../mesh/node';
import type { PlainRefs } from '../task';

export interface PlatformBeside {
  /** Which tasks reach which, on both targets. */
  readonly access: Access;
  /** Resources that must exist before the tasks of this step. */
  readonly ways: Access;
  /** How load balancers check tasks of both targets, and which tasks join them. */
  readonly balancing: Pick<LoadBalancersProps, 'ends' | 'joined'>;
  /** Adds the resources of the other target, below the platform. */
  readonly add: (scope: Construct) => AddedPlatform;
}

export interface AddedPlatform {
  /** Further rights of a gateway's tasks. */
  readonly statementsOf: (gateway: string) => readonly Statement[];
  /** Further parts of the platform that services need. */
  readonly shared: Outputs;
}

export interface ServicesBeside {
  /** Resources that must exist before the tasks of this step. */
  readonly ways: Access;
  /**
   * How callers without an Envoy reach the node's application, and how it calls without one. @default - only through
   * Envoys
   */
  readonly plainOf?: (node: MeshNode) => PlainRefs;
  /** The ends of load balancers. @default - as on the target */
  readonly ends?: readonly LoadBalancerEnd[];
  /**
   * Adds the resources of the other target, below the services. These include the names that transparent nodes call.
   *
   * @default - nothing
   */
  readonly add?: (scope: Construct) => {
    /** Further rights of a node's tasks. */
    readonly statementsOf: (node: string) => readonly Statement[];
  };
}
