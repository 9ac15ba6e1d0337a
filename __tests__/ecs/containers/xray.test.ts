import { xrayDaemon } from '../../../lib/ecs/containers/xray';
import { TASK_REGION } from '../../../lib/ecs/containers/task-values';

it('takes segments over UDP, and the task lives on without it', () => {
  expect(xrayDaemon({ behindProxy: false })).toEqual({
    name: 'xray-daemon',
    image: { foreign: 'xrayDaemon' },
    essential: false,
    readonlyRootFilesystem: true,
    linuxParameters: { capabilities: { add: [], drop: ['ALL'] } },
    cpu: 32,
    memoryReservation: 256,
    environment: { AWS_REGION: TASK_REGION },
    portMappings: [{ containerPort: 2000, protocol: 'udp' }],
    logConfiguration: { logDriver: 'awslogs' },
  });
});

it('runs as Envoy’s user behind the proxy, so that it reaches AWS before Envoy is up', () => {
  expect(xrayDaemon({ behindProxy: true }).user).toBe('1337');
  expect(xrayDaemon({ behindProxy: false })).not.toHaveProperty('user');
});
