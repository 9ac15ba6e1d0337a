import { xrayDaemon } from '../../../lib/ecs/containers/xray';

const image = 'registry.example.org/xray:3';
const refs = { logGroup: 'LOGS', region: 'us-west-2' };

it('takes segments over UDP, and the task lives on without it', () => {
  expect(xrayDaemon({ image, behindProxy: false, refs })).toEqual({
    name: 'xray-daemon',
    image,
    essential: false,
    readonlyRootFilesystem: true,
    linuxParameters: { capabilities: { add: [], drop: ['ALL'] } },
    cpu: 32,
    memoryReservation: 256,
    environment: { AWS_REGION: 'us-west-2' },
    portMappings: [{ containerPort: 2000, protocol: 'udp' }],
    logConfiguration: expect.objectContaining({ logDriver: 'awslogs' }),
  });
});

it('runs as Envoy’s user behind the proxy, so that it reaches AWS before Envoy is up', () => {
  expect(xrayDaemon({ image, behindProxy: true, refs }).user).toBe('1337');
  expect(xrayDaemon({ image, behindProxy: false, refs })).not.toHaveProperty('user');
});
