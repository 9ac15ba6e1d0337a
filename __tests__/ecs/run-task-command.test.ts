import { renderRunTaskCommand } from '../../lib/ecs/run-task-command';

const refs = {
  region: 'us-west-2',
  clusterName: 'dev-shop',
  taskDefinitionArn: 'arn:aws:ecs:us-west-2:123456789012:task-definition/dev-shop-migrate:7',
  subnetIds: 'subnet-1,subnet-2',
  securityGroupIds: ['sg-1'],
};

it('is one line that a shell takes as it stands', () => {
  const command = renderRunTaskCommand({}, refs);
  expect(command.split(/ (?=--)/)).toEqual([
    'aws ecs run-task',
    '--region us-west-2',
    '--cluster dev-shop',
    '--task-definition arn:aws:ecs:us-west-2:123456789012:task-definition/dev-shop-migrate:7',
    '--launch-type FARGATE',
    // Quoted: a shell would read the braces.
    "--network-configuration 'awsvpcConfiguration={subnets=[subnet-1,subnet-2],securityGroups=[sg-1],assignPublicIp=DISABLED}'",
    '--enable-ecs-managed-tags',
    '--propagate-tags TASK_DEFINITION',
    "--query 'tasks[].taskArn'",
    '--output text',
  ]);
});

it('opens the way for shells where the job wants it', () => {
  const command = renderRunTaskCommand({ enableExecuteCommand: true }, refs);
  expect(command).toContain(' --enable-execute-command --enable-ecs-managed-tags ');
});

it('names the platform version that the job wants', () => {
  const command = renderRunTaskCommand({ platformVersion: '1.4.0' }, refs);
  expect(command).toContain(' --launch-type FARGATE --platform-version 1.4.0 --network-configuration ');
});
