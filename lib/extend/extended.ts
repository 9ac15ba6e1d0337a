/** What an application's `extend.ts` gets: handles on everything that synth placed for it. */
import type { CloudwatchEventRule } from '@cdktf/provider-aws/lib/cloudwatch-event-rule';
import type { EcrRepository } from '@cdktf/provider-aws/lib/ecr-repository';
import type { EcsCluster } from '@cdktf/provider-aws/lib/ecs-cluster';
import type { EcsService } from '@cdktf/provider-aws/lib/ecs-service';
import type { Lb } from '@cdktf/provider-aws/lib/lb';
import type { LbListener } from '@cdktf/provider-aws/lib/lb-listener';
import type { LbTargetGroup } from '@cdktf/provider-aws/lib/lb-target-group';
import type { S3Bucket } from '@cdktf/provider-aws/lib/s3-bucket';
import type { SecurityGroup } from '@cdktf/provider-aws/lib/security-group';
import type { ServiceDiscoveryPrivateDnsNamespace } from '@cdktf/provider-aws/lib/service-discovery-private-dns-namespace';
import type { Subnet } from '@cdktf/provider-aws/lib/subnet';
import type { Vpc } from '@cdktf/provider-aws/lib/vpc';
import type { MeshApplication } from '../mesh/application';
import type { TargetName } from '../targets';
import type { ExtendedStack } from './extended-stack';
import type { Handles } from './handles';
import type { TaskHandle } from './task-handle';

/** A class of resources, as a provider exports it: `AppmeshVirtualNode`. */
export interface Kind<Resource> {
  readonly tfResourceType: string;
  new (...given: never[]): Resource;
}

/**
 * A handle has the name that a plan shows: `aws_lb_listener.ingress_http` is `listeners.ingress_http`. A name that is not
 * there is a problem at that line; `'ingress' in tasks` asks first. Each handle is CDKTF's own resource: set its attributes,
 * or `addOverride()` what it does not know.
 */
export interface Extended<
  Runner extends string = string,
  Stack extends string = string,
  Balancer extends string = string,
> {
  /** With all defaults filled in. */
  readonly application: MeshApplication;
  readonly stage: string;
  readonly target: TargetName;
  /** `application` where it is one stack; else `platform` and the names of its own. */
  readonly stacks: Handles<ExtendedStack, 'application' | 'network' | 'registry' | Stack>;
  /** What runs: nodes, and gateways where the target runs them. */
  readonly tasks: Handles<TaskHandle, Runner>;
  /** ECS services; a job has none. */
  readonly services: Handles<EcsService, Runner>;
  /** EventBridge's rules, by node that runs on a schedule. */
  readonly schedules: Handles<CloudwatchEventRule, Runner>;
  /** `web` is the group of node web's tasks, `ingress_lb` that of the load balancer before gateway ingress. */
  readonly securityGroups: Handles<SecurityGroup, Runner | `${Runner | Balancer}_lb`>;
  /** By gateway or node for the short form, by its own name in `loadBalancers`. */
  readonly loadBalancers: Handles<Lb, Runner | Balancer>;
  /** By load balancer and kind: `ingress_http`. */
  readonly listeners: Handles<LbListener, `${Runner | Balancer}_${'http' | 'https' | 'tcp' | 'tls'}`>;
  /** By gateway or node for the short form, else by load balancer and what it leads to: `public_web`. */
  readonly targetGroups: Handles<LbTargetGroup, Runner | `${Balancer}_${Runner}`>;
  readonly buckets: Handles<S3Bucket>;
  /** By source folder. */
  readonly repositories: Handles<EcrRepository>;
  readonly cluster: EcsCluster;
  readonly namespace: ServiceDiscoveryPrivateDnsNamespace;
  readonly network: {
    readonly vpc: Vpc;
    /** Sorted by zone. */
    readonly publicSubnets: readonly Subnet[];
    readonly privateSubnets: readonly Subnet[];
  };
  /**
   * Any other resource of the application.
   * @param name as a plan shows it
   * @example resource(AppmeshVirtualNode, 'web')
   */
  resource<Resource>(kind: Kind<Resource>, name: string): Resource;
}
