/** A task and the ECS service that keeps it running, for gateways and for nodes that are services. */
import { AppautoscalingPolicy } from '@cdktf/provider-aws/lib/appautoscaling-policy';
import { AppautoscalingTarget } from '@cdktf/provider-aws/lib/appautoscaling-target';
import { EcsService } from '@cdktf/provider-aws/lib/ecs-service';
import type { ITerraformDependable } from 'cdktf';
import { Construct } from 'constructs';
import { accountName } from '../../mesh/account-names';
import type { Size } from '../../mesh/runs/size';
import { renderScalingPolicy, renderScalingTarget } from '../scaling';
import { type EcsServiceRefs, renderEcsService } from '../service';
import { RunnableTask, type RunnableTaskProps } from './task';
import { WaysGroup, type WaysGroupProps } from './call-path-group';

export interface RunnerProps extends Omit<RunnableTaskProps, 'machine'> {
  readonly size: Size;
  readonly service: Pick<EcsServiceRefs, 'securityGroupId' | 'registryArn' | 'loadBalancers' | 'leavesLast'>;
  /** @default - the tasks rely on no other, or a control plane tells them at once on which */
  readonly ways?: Pick<WaysGroupProps, 'ways' | 'vpcId' | 'outlivedBy'>;
  /** What must exist before the first task starts. */
  readonly dependsOn: readonly ITerraformDependable[];
}

export class Runner extends Construct {
  constructor(scope: Construct, id: string, props: RunnerProps) {
    super(scope, id);
    const { place, name, size, service } = props;
    const task = new RunnableTask(this, 'Task', { ...props, machine: size });
    const waysGroupId = this.addWays(props);
    const refs = {
      ...service,
      ...(waysGroupId !== undefined && { waysGroupId }),
      ...(place.awaitsRoll && { awaitsRoll: true }),
      clusterArn: place.clusterArn,
      taskDefinitionArn: task.definitionArn,
      subnetIds: place.subnetIds,
    };
    const ecs = new EcsService(this, 'Service', {
      ...renderEcsService(name, size, refs),
      dependsOn: [...props.dependsOn, ...task.policies],
    });
    if (size.scaling) this.addScaling(props, ecs);
  }

  private addWays({ place, name, ways }: RunnerProps): string | undefined {
    // `deploy` keeps the order between stacks.
    if (ways === undefined || ways.outlivedBy.length === 0) return undefined;
    return new WaysGroup(this, 'ways', { application: place.application, name, ...ways }).groupId;
  }

  private addScaling({ place, name, size }: RunnerProps, ecs: EcsService): void {
    if (size.scaling === undefined) return;
    const target = new AppautoscalingTarget(
      this,
      'ScalingTarget',
      renderScalingTarget(size.scaling, { clusterName: place.clusterName, serviceName: ecs.name }),
    );
    const policy = renderScalingPolicy(size.scaling, {
      name: accountName(place.application, name, 'cpu'),
      resourceId: target.resourceId,
    });
    new AppautoscalingPolicy(this, 'ScalingPolicy', policy);
  }
}
