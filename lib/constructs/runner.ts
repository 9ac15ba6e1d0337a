/** What a node and a gateway have in common: logs, roles, a task definition and the ECS service that keeps it running. */
import { AppautoscalingPolicy } from '@cdktf/provider-aws/lib/appautoscaling-policy';
import { AppautoscalingTarget } from '@cdktf/provider-aws/lib/appautoscaling-target';
import { CloudwatchLogGroup } from '@cdktf/provider-aws/lib/cloudwatch-log-group';
import { EcsService } from '@cdktf/provider-aws/lib/ecs-service';
import { EcsTaskDefinition } from '@cdktf/provider-aws/lib/ecs-task-definition';
import type { ITerraformDependable } from 'cdktf';
import { Construct } from 'constructs';
import type { MeshApplication } from '../mesh/application';
import { accountName, logGroupName, roleName } from '../mesh/names';
import type { Size } from '../mesh/runs';
import { ecrRepositoryArn } from '../render/ecs/repository-arn';
import { renderScalingPolicy, renderScalingTarget } from '../render/ecs/scaling';
import { type EcsServiceRefs, renderEcsService } from '../render/ecs/service';
import { renderTaskDefinition } from '../render/ecs/task-definition';
import type { ContainerDefinition } from '../sidecars/container-definition';
import type { LogRefs } from '../sidecars/logs';
import type { ProxyConfiguration } from '../sidecars/proxy-configuration';
import { type Statement, TaskRole } from './role';

/** Where an application's tasks run. */
export interface RunnerPlace {
  readonly application: MeshApplication;
  readonly region: string;
  readonly accountId: string;
  readonly clusterArn: string;
  readonly clusterName: string;
  readonly subnetIds: readonly string[];
}

export interface RunnerProps {
  readonly place: RunnerPlace;
  /** Of the node or gateway. */
  readonly name: string;
  readonly size: Size;
  /** The task, once its log group has a name. */
  readonly task: (log: LogRefs) => {
    readonly containers: readonly ContainerDefinition[];
    readonly proxyConfiguration?: ProxyConfiguration;
  };
  /** What the containers may do. */
  readonly taskStatements: readonly Statement[];
  /** ECR repositories of images that only Terraform knows. */
  readonly repositoryArns: readonly string[];
  readonly service: Pick<EcsServiceRefs, 'securityGroupId' | 'registryArn' | 'loadBalancers'>;
  /** What must stand before the first task starts. */
  readonly dependsOn: readonly ITerraformDependable[];
}

export class Runner extends Construct {
  constructor(scope: Construct, id: string, props: RunnerProps) {
    super(scope, id);
    const { place, name, size, service } = props;
    const { application, region } = place;
    const logs = new CloudwatchLogGroup(this, 'LogGroup', {
      name: logGroupName(application, name),
      retentionInDays: application.logs.retentionDays,
    });
    const task = this.addRole(props, 'task', props.taskStatements);
    const rendered = props.task({ logGroup: logs.name, region });
    const repositories = [...new Set([...props.repositoryArns, ...repositoriesOf(rendered.containers)])];
    const execution = this.addRole(props, 'execution', executionStatements(logs.arn, repositories));
    const definition = new EcsTaskDefinition(
      this,
      'TaskDefinition',
      renderTaskDefinition({
        family: accountName(application, name),
        size,
        architecture: application.architecture,
        taskRoleArn: task.arn,
        executionRoleArn: execution.arn,
        ...rendered,
      }),
    );
    const refs = {
      ...service,
      clusterArn: place.clusterArn,
      taskDefinitionArn: definition.arn,
      subnetIds: place.subnetIds,
    };
    const ecs = new EcsService(this, 'Service', {
      ...renderEcsService(name, size, refs),
      dependsOn: [...props.dependsOn, ...task.policies, ...execution.policies],
    });
    if (size.scaling) this.addScaling(props, ecs);
  }

  private addRole(
    { place, name }: RunnerProps,
    use: 'task' | 'execution',
    statements: readonly Statement[],
  ): TaskRole {
    const what =
      use === 'task' ? `What the containers of ${name} may do` : `What ECS may do to start ${name}`;
    return new TaskRole(this, use, {
      name: roleName(place.application, name, use),
      description: what,
      statements,
      accountId: place.accountId,
    });
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

/** Repositories of images that synth knows: sidecars of a mirror in ECR. */
function repositoriesOf(containers: readonly ContainerDefinition[]): string[] {
  return containers.flatMap(({ image }) => ecrRepositoryArn(image) ?? []);
}

/** Write to the task's own log group; pull from exactly the repositories in use. Only the token has no resource to name. */
function executionStatements(logGroupArn: string, repositoryArns: readonly string[]): Statement[] {
  const logs = { actions: ['logs:CreateLogStream', 'logs:PutLogEvents'], resources: [`${logGroupArn}:*`] };
  if (repositoryArns.length === 0) return [logs];
  const pull = ['ecr:BatchCheckLayerAvailability', 'ecr:BatchGetImage', 'ecr:GetDownloadUrlForLayer'];
  return [
    logs,
    { actions: pull, resources: repositoryArns },
    { actions: ['ecr:GetAuthorizationToken'], resources: ['*'] },
  ];
}
