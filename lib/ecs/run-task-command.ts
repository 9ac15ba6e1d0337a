/** What to type to run a one-off task. */

export interface RunTaskRefs {
  readonly region: string;
  readonly clusterName: string;
  readonly taskDefinitionArn: string;
  /** Separated by commas. */
  readonly subnetIds: string;
  readonly securityGroupId: string;
}

/** Complete, so that it runs as it stands; it prints the task's ARN and does not wait for its end. */
export function renderRunTaskCommand(refs: RunTaskRefs): string {
  const network = [
    `subnets=[${refs.subnetIds}]`,
    `securityGroups=[${refs.securityGroupId}]`,
    'assignPublicIp=DISABLED',
  ];
  return [
    'aws ecs run-task',
    `--region ${refs.region}`,
    `--cluster ${refs.clusterName}`,
    `--task-definition ${refs.taskDefinitionArn}`,
    '--launch-type FARGATE',
    `--network-configuration 'awsvpcConfiguration={${network.join(',')}}'`,
    '--enable-ecs-managed-tags',
    '--propagate-tags TASK_DEFINITION',
    "--query 'tasks[].taskArn'",
    '--output text',
  ].join(' ');
}
