import { envoy, type EnvoyProps } from '../../../lib/ecs/containers/envoy';

const props: EnvoyProps = {
  config: { kind: 'text', text: '{}' },
  role: 'sidecar',
  cpu: 256,
  logLevel: 'info',
  ports: [23_000, 15_002],
  stopTimeout: 10,
};

describe('upstream Envoy', () => {
  it('is told everything in its arguments, and runs as a user of its own', () => {
    expect(envoy(props)).toMatchObject({
      name: 'envoy',
      essential: true,
      memoryReservation: 128,
      user: '1337',
      readonlyRootFilesystem: true,
      entryPoint: ['envoy'],
      command: ['--concurrency', '1', '--disable-hot-restart', '--log-level', 'info', '--config-yaml', '{}'],
      portMappings: [
        { containerPort: 23_000, protocol: 'tcp' },
        { containerPort: 15_002, protocol: 'tcp' },
      ],
    });
  });

  it.each([
    [256, '1'],
    [1024, '1'],
    [2047, '1'],
    [2048, '2'],
    [4096, '4'],
  ])('of a task of %d CPU units has %s workers', (cpu, workers) => {
    expect(envoy({ ...props, cpu }).command?.slice(0, 2)).toEqual(['--concurrency', workers]);
  });

  it('as a gateway has more memory', () => {
    expect(envoy({ ...props, role: 'gateway' }).memoryReservation).toBe(512);
  });
});
