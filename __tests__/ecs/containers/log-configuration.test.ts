import { logConfiguration } from '../../../lib/ecs/containers/log-configuration';

it('never stops the container: what CloudWatch does not take in time is lost', () => {
  expect(logConfiguration('app', { logGroup: '/dev/shop/web', region: 'eu-west-1' })).toEqual({
    logDriver: 'awslogs',
    options: {
      'awslogs-group': '/dev/shop/web',
      'awslogs-region': 'eu-west-1',
      'awslogs-stream-prefix': 'app',
      'max-buffer-size': '25m',
      mode: 'non-blocking',
    },
  });
});
