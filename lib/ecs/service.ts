/** The ECS service that keeps the tasks of a node or gateway running and replaces them. */
import type { EcsServiceConfig } from '@cdktf/provider-aws/lib/ecs-service';
import { renderCapacity } from './capacity';
import type { Size } from '../mesh/runs/size';

export interface EcsServiceRefs {
  readonly clusterArn: string;
  readonly taskDefinitionArn: string;
  readonly subnetIds: readonly string[];
  /** Each task gets a public address. @default false */
  readonly publicIp?: boolean;
  /** The task's own group, and the groups of callers that it is one of. */
  readonly securityGroupIds: readonly string[];
  /** The group that tasks have while they need others. @default - they need no other task */
  readonly callPathGroupId?: string;
  /**
   * Other nodes need these tasks. So if this service is no longer declared, it is deleted after the others have changed.
   * @default false
   */
  readonly leavesLast?: boolean;
  /** Terraform waits until the old tasks have ended, and fails if the new ones do not start. @default false */
  readonly awaitsRoll?: boolean;
  /** Where the tasks register their addresses. @default - nowhere: they are not called by name */
  readonly registryArn?: string;
  /** Seconds for which failed checks of a new task do not count. @default 60 */
  readonly graceSeconds?: number;
  /** Target groups that the tasks join. */
  readonly loadBalancers: readonly {
    readonly targetGroupArn: string;
    readonly containerName: string;
    readonly containerPort: number;
  }[];
}

/** Image pull, Envoy's start, two checks. */
const GRACE_SECONDS = 60;

/** How long ECS may take to replace the tasks of a service, and to delete a network interface after its task. */
export const LONGEST_ROLL = '40m';

/** ECS rolls back a deployment whose tasks do not start. */
export function renderEcsService(name: string, size: Size, refs: EcsServiceRefs): EcsServiceConfig {
  const { scaling, count, deployment } = size;
  const { loadBalancers, registryArn, callPathGroupId, leavesLast = false, awaitsRoll = false } = refs;
  return {
    name,
    cluster: refs.clusterArn,
    taskDefinition: refs.taskDefinitionArn,
    desiredCount: count,
    ...renderCapacity(size),
    // Without it, the provider replaces a service whose strategy changes:
    // https://registry.terraform.io/providers/hashicorp/aws/5.100.0/docs/resources/ecs_service#capacity_provider_strategy-1
    ...(size.capacity && { forceNewDeployment: true }),
    ...(size.platformVersion !== undefined && { platformVersion: size.platformVersion }),
    deploymentMinimumHealthyPercent: deployment.minimumHealthyPercent,
    deploymentMaximumPercent: deployment.maximumPercent,
    deploymentCircuitBreaker: { enable: true, rollback: true },
    ...(size.enableExecuteCommand && { enableExecuteCommand: true }),
    enableEcsManagedTags: true,
    propagateTags: 'SERVICE',
    availabilityZoneRebalancing: zoneRebalancing(deployment),
    networkConfiguration: {
      subnets: [...refs.subnetIds],
      securityGroups: [...refs.securityGroupIds, ...(callPathGroupId === undefined ? [] : [callPathGroupId])],
      assignPublicIp: refs.publicIp ?? false,
    },
    ...(registryArn !== undefined && { serviceRegistries: { registryArn } }),
    ...(loadBalancers.length > 0 && {
      loadBalancer: [...loadBalancers],
      healthCheckGracePeriodSeconds: refs.graceSeconds ?? GRACE_SECONDS,
    }),
    ...(awaitsRoll && {
      waitForSteadyState: true,
      timeouts: { create: LONGEST_ROLL, update: LONGEST_ROLL },
    }),
    ...((scaling || leavesLast) && {
      lifecycle: {
        ...(leavesLast && { createBeforeDestroy: true }),
        // Autoscaling changes the count, and a deployment must not change it back.
        ...(scaling && { ignoreChanges: ['desired_count'] }),
      },
    }),
  };
}

/**
 * Always written. Without a value, version 5.x of the provider leaves it off, but ECS turns it on for a new service. It
 * starts a task in another zone before it stops one. So ECS refuses it if a deployment may have no task above the count:
 * https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service-rebalancing.html
 */
function zoneRebalancing({ maximumPercent }: Size['deployment']): 'ENABLED' | 'DISABLED' {
  return maximumPercent > 100 ? 'ENABLED' : 'DISABLED';
}
