/** The command that runs a one-off task. */
import type { Machine } from '../mesh/runs/size';
import type { TaskSettings } from '../mesh/runs/task';
import { renderCapacityWords } from './capacity';

export interface RunTaskRefs {
  readonly region: string;
  readonly clusterName: string;
  readonly taskDefinitionArn: string;
  /** Separated by commas. */
  readonly subnetIds: string;
  /** The task gets a public address. @default false */
  readonly publicIp?: boolean;
  readonly securityGroupIds: readonly string[];
}

/** The command is complete and can be run unchanged. It prints the task's ARN and does not wait for the task's end. */
export function renderRunTaskCommand(
  { platformVersion, enableExecuteCommand, ...placed }: Pick<Machine, keyof TaskSettings | 'capacity'>,
  refs: RunTaskRefs,
): string {
  const network = [
    `subnets=[${refs.subnetIds}]`,
    `securityGroups=[${refs.securityGroupIds.join(',')}]`,
    `assignPublicIp=${refs.publicIp ? 'ENABLED' : 'DISABLED'}`,
  ];
  return [
    'aws ecs run-task',
    `--region ${refs.region}`,
    `--cluster ${refs.clusterName}`,
    `--task-definition ${refs.taskDefinitionArn}`,
    renderCapacityWords(placed),
    ...(platformVersion === undefined ? [] : [`--platform-version ${platformVersion}`]),
    `--network-configuration 'awsvpcConfiguration={${network.join(',')}}'`,
    ...(enableExecuteCommand ? ['--enable-execute-command'] : []),
    '--enable-ecs-managed-tags',
    '--propagate-tags TASK_DEFINITION',
    "--query 'tasks[].taskArn'",
    '--output text',
  ].join(' ');
}
