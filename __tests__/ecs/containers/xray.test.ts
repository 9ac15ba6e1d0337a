import { xrayDaemon } from '../../../lib/ecs/containers/xray';

const image = 'registry.example.org/xray:3';
const region = 'us-west-2';

it('takes segments over UDP, and the task lives on without it', () => {
  expect(xrayDaemon({ image, behindProxy: false, region })).toEqual({
    name: 'xray-daemon',
    image,
    essential: false,
    readonlyRootFilesystem: true,
    linuxParameters: { capabilities: { add: [], drop: ['ALL'] } },
    cpu: 32,
    memoryReservation: 256,
    environment: { AWS_REGION: 'us-west-2' },
    portMappings: [{ containerPort: 2000, protocol: 'udp' }],
    logConfiguration: { logDriver: 'awslogs' },
  });
});

it('runs as Envoy’s user behind the proxy, so that it reaches AWS before Envoy is up', () => {
  expect(xrayDaemon({ image, behindProxy: true, region }).user).toBe('1337');
  expect(xrayDaemon({ image, behindProxy: false, region })).not.toHaveProperty('user');
});
