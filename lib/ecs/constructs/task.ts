/** A task that can be started: its logs, its roles and its definition. */
import { CloudwatchLogGroup } from '@cdktf/provider-aws/lib/cloudwatch-log-group';
import { EcsTaskDefinition } from '@cdktf/provider-aws/lib/ecs-task-definition';
import type { ITerraformDependable } from 'cdktf';
import { Construct } from 'constructs';
import type { MeshApplication } from '../../mesh/application';
import { accountName, logGroupName, roleName } from '../../mesh/account-names';
import { outsidePoliciesOf } from '../../mesh/runs/outside-policies';
import type { Machine } from '../../mesh/runs/size';
import { ecrRepositoryArn, ecsArn } from '../arn';
import { renderTaskDefinition, type TaskContent } from '../task-definition';
import type { ContainerDefinition } from '../containers/container-definition';
import { BOOTSTRAP_VARIABLE } from '../containers/packed-bootstrap';
import type { TaskValues } from '../containers/task-values';
import { renderShowBootstrapCommand } from '../show-bootstrap-command';
import type { Outputs } from './placement';
import { Role, type Statement } from './role';

/** Where an application's tasks run. */
export interface TaskPlace {
  readonly application: MeshApplication;
  readonly region: string;
  readonly accountId: string;
  readonly clusterArn: string;
  readonly clusterName: string;
  readonly subnetIds: readonly string[];
  /** The subnets are public, and each task gets a public address. @default false */
  readonly publicIp?: boolean;
  /** ARN of the key of log groups. @default - a key of AWS */
  readonly logsKeyArn?: string;
  /**
   * True in the first step of a switch of targets: each apply then waits until the old tasks have ended. @default false
   */
  readonly awaitsRoll?: boolean;
  /** Puts the hosts of external nodes, as the stack finds them, in place of their marks. */
  readonly fillHosts: TaskValues['fillHosts'];
}

export interface EcsTaskProps {
  readonly place: TaskPlace;
  /** Name of the node or gateway. */
  readonly name: string;
  readonly machine: Machine;
  readonly content: TaskContent;
  /** Values that the containers need from the stack. */
  readonly values: Pick<TaskValues, 'imageOf' | 'resourceArn'>;
  /** The rights of the containers. */
  readonly taskStatements: readonly Statement[];
  /** ECR repositories of images that only Terraform knows. */
  readonly repositoryArns: readonly string[];
}

export class EcsTask extends Construct {
  /** ARN of the definition's newest revision. */
  readonly definitionArn: string;
  /** Values that cannot be read in the definition, by the last part of the output's name. */
  readonly outputs: Outputs;
  /** The roles that ECS passes to the task when it starts it. */
  readonly roleArns: readonly string[];
  /** A start must wait for these, see {@link Role.policies}. */
  readonly policies: readonly ITerraformDependable[];

  constructor(scope: Construct, id: string, props: EcsTaskProps) {
    super(scope, id);
    const { place, name, machine, content, values } = props;
    const { application, region } = place;
    const logs = new CloudwatchLogGroup(this, 'LogGroup', {
      name: logGroupName(application, name),
      retentionInDays: application.logs.retentionDays,
      ...(place.logsKeyArn !== undefined && { kmsKeyId: place.logsKeyArn }),
    });
    const task = this.addRole(props, 'task', props.taskStatements);
    const repositories = [...new Set([...props.repositoryArns, ...repositoriesOf(props)])];
    const execution = this.addRole(props, 'execution', executionStatements(logs.arn, repositories));
    const definition = new EcsTaskDefinition(this, 'TaskDefinition', {
      ...renderTaskDefinition({
        family: accountName(application, name),
        machine,
        architecture: application.architecture,
        taskRoleArn: task.arn,
        executionRoleArn: execution.arn,
        values: { ...values, logGroup: logs.name, region, fillHosts: place.fillHosts },
        ...content,
      }),
      // The other order would be a circle: resources that stay until the tasks of a revision have ended may depend on the
      // revision.
      lifecycle: { createBeforeDestroy: true },
    });
    this.definitionArn = definition.arn;
    this.outputs = content.containers.some(isPacked) ? showBootstrap(props, definition.arn) : {};
    this.roleArns = [execution.arn, task.arn];
    this.policies = [...task.policies, ...execution.policies];
  }

  private addRole(
    { place, name }: EcsTaskProps,
    use: 'task' | 'execution',
    statements: readonly Statement[],
  ): Role {
    const what =
      use === 'task' ? `What the containers of ${name} may do` : `What ECS may do to start ${name}`;
    return new Role(this, use, {
      name: roleName(place.application, name, use),
      description: what,
      statements,
      service: 'ecs-tasks.amazonaws.com',
      accountId: place.accountId,
      // ECS sends neither cluster nor task in this condition
      // (https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task-iam-roles.html).
      sourceArn: ecsArn(place, '*'),
      outsidePolicies: outsidePoliciesOf(place.application, { runner: name, use }),
    });
  }
}

const isPacked = ({ environment = {} }: ContainerDefinition) => environment[BOOTSTRAP_VARIABLE] !== undefined;

function showBootstrap({ place: { region }, name }: EcsTaskProps, taskDefinitionArn: string): Outputs {
  const value = renderShowBootstrapCommand({ region, taskDefinitionArn });
  return { show_bootstrap: { value, description: `Command that shows the bootstrap of ${name}` } };
}

/** Repositories of images that synth knows: sidecars from a mirror in ECR. */
function repositoriesOf({ content, values }: EcsTaskProps): string[] {
  return content.containers.flatMap(({ image }) => ecrRepositoryArn(values.imageOf(image)) ?? []);
}

/**
 * Rights to write to the task's own log group, and to pull from exactly the repositories that it uses. Only the right to
 * get a token cannot name a resource.
 */
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
