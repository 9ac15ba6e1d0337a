import { drain, drainScript } from '../../lib/sidecars/drain';
import { envoy, type EnvoyProps } from '../../lib/sidecars/envoy';

const props: EnvoyProps = {
  image: 'ENVOY',
  config: '{}',
  role: 'sidecar',
  cpu: 256,
  logLevel: 'info',
  ports: [23_000, 15_002],
  refs: { logGroup: 'LOGS', region: 'us-west-2' },
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

  it('is asked by bash, in HTTP/1.1 with a host, whether it is ready', () => {
    expect(envoy(props).healthCheck).toEqual({
      command: [
        'CMD',
        'bash',
        '-c',
        String.raw`exec 3<>/dev/tcp/127.0.0.1/9901 && printf 'GET /ready HTTP/1.1\r\nHost: envoy\r\nConnection: close\r\n\r\n' >&3 && grep -q LIVE <&3`,
      ],
      interval: 5,
      timeout: 2,
      retries: 3,
      startPeriod: 10,
    });
  });
});

describe('the drain', () => {
  it('is not essential, and is stopped before the container that it depends on', () => {
    const after = { containerName: 'app', condition: 'START' } as const;
    expect(drain({ image: 'ENVOY', after, refs: props.refs })).toMatchObject({
      name: 'drain',
      image: 'ENVOY',
      essential: false,
      entryPoint: ['bash', '-c'],
      command: [drainScript(20)],
      dependsOn: [after],
      stopTimeout: 25,
    });
  });

  it('needs no escape in Terraform', () => {
    expect(drainScript(20)).not.toMatch(/[$%]\{/);
  });
});
