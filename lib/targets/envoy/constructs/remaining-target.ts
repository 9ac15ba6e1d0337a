/** What stands beside target `envoy` while tasks of another target still run. The first step of a switch hands it in. */
import type { Construct } from 'constructs';
import type { Access } from '../../../ecs/access';
import type { LoadBalancersProps } from '../../../ecs/constructs/load-balancers';
import type { Outputs } from '../../../ecs/constructs/placement';
import type { Statement } from '../../../ecs/constructs/role';
import type { LoadBalancerEnd } from '../../../ecs/load-balancer-end';
import type { MeshNode } from '../../../mesh/node';
import type { PlainRefs } from '../task';

export interface PlatformBeside {
  /** Which tasks reach which, on either target. */
  readonly access: Access;
  /** What the tasks of this step rely on. */
  readonly ways: Access;
  /** What load balancers ask while tasks of both targets are behind them, and who joins. */
  readonly balancing: Pick<LoadBalancersProps, 'ends' | 'joined'>;
  /** Adds what the other target needs, below the platform. */
  readonly add: (scope: Construct) => AddedPlatform;
}

export interface AddedPlatform {
  /** What a gateway's tasks may do in addition. */
  readonly statementsOf: (gateway: string) => readonly Statement[];
  /** What services ask the platform for in addition. */
  readonly shared: Outputs;
}

export interface ServicesBeside {
  /** What the tasks of this step rely on. */
  readonly ways: Access;
  /** How the node's application is called and calls without Envoys. @default - through Envoys alone */
  readonly plainOf?: (node: MeshNode) => PlainRefs;
  /** What load balancers lead to. @default - as the target says */
  readonly ends?: readonly LoadBalancerEnd[];
  /**
   * Adds what the other target needs, below the services. The names that transparent nodes dial are among it.
   *
   * @default - nothing
   */
  readonly add?: (scope: Construct) => {
    /** What a node's tasks may do in addition. */
    readonly statementsOf: (node: string) => readonly Statement[];
  };
}
