/** A task and the ECS service that keeps it running, for gateways and for nodes that are services. */
import { EcsService } from '@cdktf/provider-aws/lib/ecs-service';
import type { ITerraformDependable } from 'cdktf';
import { Construct } from 'constructs';
import { ecsServiceName } from '../../mesh/account-names';
import { existingRoles } from '../../mesh/runs/rights';
import type { Size } from '../../mesh/runs/size';
import { type EcsServiceRefs, renderEcsService } from '../service';
import type { RequestLabels } from '../scaling/request-ends';
import type { Outputs } from './placement';
import { EcsTask, type EcsTaskProps } from './task';
import { CallPathGroup, type CallPathGroupProps } from './call-path-group';

export interface TaskServiceProps extends Omit<EcsTaskProps, 'machine'> {
  readonly size: Size;
  readonly service: Pick<
    EcsServiceRefs,
    'securityGroupIds' | 'registryArn' | 'loadBalancers' | 'graceSeconds' | 'leavesLast'
  >;
  /** @default - the tasks need no other, or a control plane tells them at once which nodes they call */
  readonly callPaths?: Pick<CallPathGroupProps, 'callPaths' | 'vpcId' | 'outlivedBy'>;
  /** @default - no load balancer leads to the tasks */
  readonly requests?: RequestLabels;
  /** Resources that must exist before the first task starts. */
  readonly dependsOn: readonly ITerraformDependable[];
}

export class TaskService extends Construct {
  /** See `EcsTask`. */
  readonly outputs: Outputs;

  constructor(scope: Construct, id: string, props: TaskServiceProps) {
    super(scope, id);
    const { place, name, size, service } = props;
    const task = new EcsTask(this, 'Task', { ...props, machine: size });
    this.outputs = task.outputs;
    const callPathGroupId = this.addCallPathGroup(props);
    const refs = {
      ...service,
      ...(callPathGroupId !== undefined && { callPathGroupId }),
      // Own roles that are given up must stay until the last task with them has ended.
      ...((place.awaitsRoll || existingRoles(size.rights)) && { awaitsRoll: true }),
      clusterArn: place.clusterArn,
      taskDefinitionArn: task.definitionArn,
      subnetIds: place.subnetIds,
      ...(place.publicIp && { publicIp: true }),
    };
    const ecs = new EcsService(this, 'Service', {
      ...renderEcsService(ecsServiceName(place.application, name), size, refs),
      dependsOn: [...props.dependsOn, ...task.policies, ...(size.capacity ? (place.startsAfter ?? []) : [])],
    });
    const { scaling } = size;
    if (scaling) {
      const { application, clusterName } = place;
      serviceScaling().addScaling(this, {
        application,
        name,
        scaling,
        clusterName,
        serviceName: ecs.name,
        ...(props.requests && { requests: props.requests }),
      });
    }
  }

  private addCallPathGroup({ place, name, callPaths }: TaskServiceProps): string | undefined {
    // `deploy` keeps the order between stacks.
    if (callPaths === undefined || callPaths.outlivedBy.length === 0) return undefined;
    return new CallPathGroup(this, 'ways', { application: place.application, name, ...callPaths }).groupId;
  }
}

/** Loaded only if something scales, so that other synths do not pay for it. */
const serviceScaling = () =>
  require('./scaling/service-scaling') as typeof import('./scaling/service-scaling');
