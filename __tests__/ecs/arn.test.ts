import { ecsArn } from '../../lib/ecs/arn';

it.each([
  ['us-west-2', 'arn:aws:ecs:us-west-2:123456789012:task/dev-shop/*'],
  ['us-gov-west-1', 'arn:aws-us-gov:ecs:us-gov-west-1:123456789012:task/dev-shop/*'],
  ['cn-north-1', 'arn:aws-cn:ecs:cn-north-1:123456789012:task/dev-shop/*'],
])('is of the partition that %s is in', (region, arn) => {
  expect(ecsArn({ region, accountId: '123456789012' }, 'task/dev-shop/*')).toBe(arn);
});
