import { hostOf, http, seconds, text, urlOf } from '../../lib/mesh';
import { renderApplicationContainer } from '../../lib/ecs/application-container';
import { aMesh, aNode } from '../../lib/testing';

const refs = {
  isForeign: false,
  addressOf: (service: string) => ({ scheme: 'http', host: `${service}.shop.local`, port: 3000 }) as const,
  dependsOn: [],
};

const render = (parts: Parameters<typeof aNode>[0], more: { readonly isForeign?: boolean } = {}) => {
  const [node] = aMesh({ nodes: { web: aNode(parts) } }).at({ stage: 'dev' }).nodes;
  if (node === undefined) throw new Error('a mesh has a node');
  return renderApplicationContainer(node, { ...refs, ...more });
};

it('runs the image as a user without rights and with a read-only root, is told its port, and prints to the logs of its task', () => {
  expect(render({})).toEqual({
    name: 'app',
    image: { source: 'web' },
    essential: true,
    readonlyRootFilesystem: true,
    user: '1000',
    linuxParameters: { capabilities: { add: [], drop: ['ALL'] } },
    environment: { PORT: '3000' },
    portMappings: [{ containerPort: 3000, protocol: 'tcp' }],
    logConfiguration: { logDriver: 'awslogs' },
  });
});

it('is told the first port of several', () => {
  const container = render({ listeners: [http(9000), http(3000)] });
  expect(container.environment).toEqual({ PORT: '3000' });
  expect(container.portMappings?.map(({ containerPort }) => containerPort)).toEqual([3000, 9000]);
});

it('has no port where the node does not listen', () => {
  expect(render({ listeners: [] })).toMatchObject({ environment: {}, portMappings: [] });
});

it('is told the addresses of its backends', () => {
  const environment = { A: urlOf('cart', { path: '/v1' }), B: text`tcp://${hostOf('cart')}` };
  expect(render({ backends: ['cart'], runs: { environment } }).environment).toEqual({
    A: 'http://cart.shop.local:3000/v1',
    B: 'tcp://cart.shop.local',
    PORT: '3000',
  });
});

it('is told what the user wrote, whatever Terraform would read in it', () => {
  const environment = { A: '${x} and %{y}', B: text`$${hostOf('web')}{`, C: urlOf('web', { path: '/${z}' }) };
  expect(render({ backends: ['web'], runs: { environment } }).environment).toMatchObject({
    A: '$${x} and %%{y}',
    B: '$web.shop.local{',
    C: 'http://web.shop.local:3000/$${z}',
  });
});

it('keeps the rights of an image that is not built here, until the node says else', () => {
  const foreign = { isForeign: true };
  expect(Object.keys(render({}, foreign))).not.toEqual(expect.arrayContaining(['user']));
  expect(render({}, foreign).linuxParameters).toBeUndefined();
  expect(render({ runs: { user: '101:101', dropCapabilities: true } }, foreign)).toMatchObject({
    user: '101:101',
    linuxParameters: { capabilities: { add: [], drop: ['ALL'] } },
  });
});

it('has the rights that the node says, where it is built here, too', () => {
  const container = render({ runs: { user: 'root', dropCapabilities: false } });
  expect([container.user, container.linuxParameters]).toEqual(['root', undefined]);
});

it('may write to its root where the node says so', () => {
  expect(render({ runs: { readonlyRootFilesystem: false } }).readonlyRootFilesystem).toBe(false);
});

it('has the hard limit of memory that the node says', () => {
  expect(render({ runs: { containerMemoryMiB: 256 } }).memory).toBe(256);
});

it('is asked how it is, in whole seconds and without a shell', () => {
  const healthCheck = { command: ['node', 'health.js', '${x}'], startPeriod: seconds(60) };
  expect(render({ runs: { healthCheck } }).healthCheck).toEqual({
    command: ['CMD', 'node', 'health.js', '$${x}'],
    interval: 10,
    timeout: 5,
    retries: 3,
    startPeriod: 60,
  });
});

it('runs an image that is there as the node names it', () => {
  const image = 'docker.io/library/nginx:1.29';
  expect(render({ runs: { image } }).image).toEqual({ image });
});

it('starts, stops and is limited as the node says, in words that Terraform does not read', () => {
  expect(
    render({
      runs: {
        command: ['--name', '${x}'],
        entryPoint: ['/bin/%{y}'],
        workingDirectory: '/srv/${z}',
        stopTimeout: seconds(60),
        initProcessEnabled: true,
        dockerLabels: { b: '${v}', a: '1' },
        ulimits: [
          { name: 'nproc', softLimit: 64, hardLimit: 128 },
          { name: 'memlock', softLimit: -1, hardLimit: -1 },
        ],
        containerCpu: 128,
        containerMemoryMiB: 512,
        containerMemoryReservationMiB: 256,
      },
    }),
  ).toMatchObject({
    command: ['--name', '$${x}'],
    entryPoint: ['/bin/%%{y}'],
    workingDirectory: '/srv/$${z}',
    stopTimeout: 60,
    linuxParameters: { capabilities: { add: [], drop: ['ALL'] }, initProcessEnabled: true },
    dockerLabels: { a: '1', b: '$${v}' },
    ulimits: [
      { name: 'memlock', softLimit: -1, hardLimit: -1 },
      { name: 'nproc', softLimit: 64, hardLimit: 128 },
    ],
    cpu: 128,
    memory: 512,
    memoryReservation: 256,
  });
});

it('has further ports beside those of its listeners', () => {
  expect(render({ runs: { ports: [9090, 8125] } }).portMappings).toEqual([
    { containerPort: 3000, protocol: 'tcp' },
    { containerPort: 8125, protocol: 'tcp' },
    { containerPort: 9090, protocol: 'tcp' },
  ]);
});
