/** What stands beside target `envoy` while tasks of another target still run. The first step of a switch hands it in. */
import type { ITerraformDependable } from 'cdktf';
import type { Construct } from 'constructs';
import type { Access } from '../../../ecs/access';
import type { GatewayLoadBalancer } from '../../../ecs/constructs/load-balancer';
import type { Outputs } from '../../../ecs/constructs/placement';
import type { Statement } from '../../../ecs/constructs/role';
import type { EcsServiceRefs } from '../../../ecs/service';
import type { MeshGateway } from '../../../mesh/entry/gateway';
import type { MeshNode } from '../../../mesh/node';
import type { PlainRefs } from '../task';

export interface PlatformBeside {
  /** Which tasks reach which, on either target. */
  readonly access: Access;
  /** What the tasks of this step rely on. */
  readonly ways: Access;
  /** What a load balancer asks while tasks of the gateway and of a node are behind it. */
  readonly healthOf: (gateway: MeshGateway) => { readonly path?: string; readonly matcher?: string };
  /** Adds what the other target needs, below the platform. */
  readonly add: (scope: Construct) => AddedPlatform;
}

export interface AddedPlatform {
  /** What a gateway's tasks may do in addition. */
  readonly statementsOf: (gateway: string) => readonly Statement[];
  /** @param entries load balancers by gateway */
  readonly join: (entries: ReadonlyMap<string, GatewayLoadBalancer>) => {
    /** What services ask the platform for in addition. */
    readonly shared: Outputs;
    /** What must stand, in addition, before the tasks of a node start. */
    readonly neededBy: (node: string) => readonly ITerraformDependable[];
  };
}

export interface ServicesBeside {
  /** What the tasks of this step rely on. */
  readonly ways: Access;
  /** How the node's application is called and calls without Envoys. @default - through Envoys alone */
  readonly plainOf?: (node: MeshNode) => PlainRefs & Pick<EcsServiceRefs, 'loadBalancers'>;
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
