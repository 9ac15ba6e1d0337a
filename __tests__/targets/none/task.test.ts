import { renderNodeTask } from '../../../lib/targets/none';
import colorTeller from '../../../services/color-teller/application';

const application = colorTeller.at({ stage: 'dev' });
const client = application.nodes.find(({ name }) => name === 'client');

it('is the application’s container alone: nothing beside it, nothing before it, no proxy', () => {
  if (client === undefined) throw new Error('color-teller has a client');
  const task = renderNodeTask(application, client);
  expect(task).toEqual({
    containers: [
      {
        name: 'app',
        image: { source: 'client' },
        essential: true,
        readonlyRootFilesystem: true,
        user: '1000',
        linuxParameters: { capabilities: { add: [], drop: ['ALL'] } },
        environment: { COLOR_BACKEND: 'http://red.service.local:3000', PORT: '3000', VERSION: 'meshed' },
        portMappings: [{ containerPort: 3000, protocol: 'tcp' }],
        healthCheck: {
          command: ['CMD', 'node', 'dist/health-check.js'],
          interval: 10,
          timeout: 5,
          retries: 3,
          startPeriod: 10,
        },
        logConfiguration: { logDriver: 'awslogs' },
      },
    ],
  });
});
