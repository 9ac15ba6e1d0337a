import { envoyArguments } from '../../../lib/ecs/containers/envoy-container';

it('starts Envoy with all that it knows in its command line', () => {
  expect(envoyArguments({ concurrency: 2, logLevel: 'info', config: '{}' })).toEqual([
    '--concurrency',
    '2',
    '--disable-hot-restart',
    '--log-level',
    'info',
    '--config-yaml',
    '{}',
  ]);
});
