import { renderScheduleRule, renderScheduleTarget } from '../../lib/ecs/schedule';

it('is a rule that says when', () => {
  const rule = renderScheduleRule({ at: 'cron(0 3 * * ? *)' }, { name: 'dev-shop-nightly', node: 'nightly' });
  expect(rule).toEqual({
    name: 'dev-shop-nightly',
    description: 'Starts the tasks of nightly',
    scheduleExpression: 'cron(0 3 * * ? *)',
  });
});

it('starts private tasks of one definition, as many as it says, with the definition’s tags', () => {
  const refs = {
    ruleName: 'RULE',
    roleArn: 'ROLE',
    clusterArn: 'CLUSTER',
    taskDefinitionArn: 'TASK',
    subnetIds: ['SUBNET-1', 'SUBNET-2'],
    securityGroupIds: ['GROUP'],
  };
  expect(renderScheduleTarget('nightly', { taskCount: 3 }, refs)).toEqual({
    targetId: 'nightly',
    rule: 'RULE',
    arn: 'CLUSTER',
    roleArn: 'ROLE',
    ecsTarget: {
      taskDefinitionArn: 'TASK',
      taskCount: 3,
      launchType: 'FARGATE',
      networkConfiguration: {
        subnets: ['SUBNET-1', 'SUBNET-2'],
        securityGroups: ['GROUP'],
        assignPublicIp: false,
      },
      enableEcsManagedTags: true,
      propagateTags: 'TASK_DEFINITION',
    },
  });
});
