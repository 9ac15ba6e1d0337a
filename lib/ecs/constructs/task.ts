/** A task that can be started: its logs, its roles and its definition. */
import { CloudwatchLogGroup } from '@cdktf/provider-aws/lib/cloudwatch-log-group';
import { EcsTaskDefinition } from '@cdktf/provider-aws/lib/ecs-task-definition';
import type { ITerraformDependable } from 'cdktf';
import { Construct } from 'constructs';
import type { MeshApplication } from '../../mesh/application';
import { accountName, logGroupName } from '../../mesh/account-names';
import type { Volumes } from '../../mesh/runs/volume';
import type { Machine } from '../../mesh/runs/size';
import { renderTaskDefinition, type TaskContent } from '../task-definition';
import type { ContainerDefinition } from '../containers/container-definition';
import { BOOTSTRAP_VARIABLE } from '../containers/packed-bootstrap';
import type { TaskValues } from '../containers/task-values';
import { renderShowBootstrapCommand } from '../show-bootstrap-command';
import type { Outputs } from './placement';
import type { References } from './references';
import type { Statement } from './role';
import { fileSystemsOf } from './tasks/file-systems';
import { taskRoles } from './tasks/task-roles';

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
  /** Resources that exist before any task starts. @default [] */
  readonly startsAfter?: readonly ITerraformDependable[];
  /** ARN of the key of log groups. @default - a key of AWS */
  readonly logsKeyArn?: string;
  /**
   * True in the first step of a switch of targets: each apply then waits until the old tasks have ended. @default false
   */
  readonly awaitsRoll?: boolean;
  /** Puts the hosts of external nodes, as the stack finds them, in place of their marks. */
  readonly fillHosts: TaskValues['fillHosts'];
  /** Finds what exists, such as roles. */
  readonly references: References;
}

export interface EcsTaskProps {
  readonly place: TaskPlace;
  /** Name of the node or gateway. */
  readonly name: string;
  readonly machine: Machine;
  readonly content: TaskContent;
  /** Values that the containers need from the stack. */
  readonly values: Pick<TaskValues, 'imageOf' | 'resourceArn'>;
  /** File systems of the containers, by path. @default {} */
  readonly volumes?: Volumes;
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
    const roles = taskRoles(this, props, logs.arn);
    const definition = new EcsTaskDefinition(this, 'TaskDefinition', {
      ...renderTaskDefinition({
        family: accountName(application, name),
        machine,
        architecture: application.architecture,
        taskRoleArn: roles.taskRoleArn,
        executionRoleArn: roles.executionRoleArn,
        ...(props.volumes && { fileSystems: fileSystemsOf(props.volumes, place) }),
        values: { ...values, logGroup: logs.name, region, fillHosts: place.fillHosts },
        ...content,
      }),
      // The other order would be a circle: resources that stay until the tasks of a revision have ended may depend on the
      // revision.
      lifecycle: { createBeforeDestroy: true },
    });
    this.definitionArn = definition.arn;
    this.outputs = {
      ...(content.containers.some(isPacked) ? showBootstrap(props, definition.arn) : {}),
      ...roles.outputs,
    };
    this.roleArns = [roles.executionRoleArn, roles.taskRoleArn];
    this.policies = roles.policies;
  }
}

const isPacked = ({ environment = {} }: ContainerDefinition) => environment[BOOTSTRAP_VARIABLE] !== undefined;

function showBootstrap({ place: { region }, name }: EcsTaskProps, taskDefinitionArn: string): Outputs {
  const value = renderShowBootstrapCommand({ region, taskDefinitionArn });
  return { show_bootstrap: { value, description: `Command that shows the bootstrap of ${name}` } };
}
