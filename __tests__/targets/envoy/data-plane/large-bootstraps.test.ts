/**
 * Envoys whose bootstrap ECS would refuse as text: a gateway in front of 200 services, and a node with 100 backends. Each
 * starts with the words of its task definition, as the user and with the rights of its container.
 */
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { lookupIn } from '../../../../lib/mesh/lookup';
import type { ContainerDefinition } from '../../../../lib/ecs/containers/container-definition';
import { ENVOY_UID } from '../../../../lib/ecs/containers/proxy-configuration';
import {
  BOOTSTRAP_VARIABLE,
  UNPACK_SCRIPT,
  unpackBootstrap,
} from '../../../../lib/ecs/containers/packed-bootstrap';
import { renderGatewayTask, renderNodeTask } from '../../../../lib/targets/envoy';
import { gatewayConfig, nodeConfig } from '../../../../lib/targets/envoy/envoy-config';
import { aGateway, aMesh, aNode } from '../../../../lib/testing';
import { describeDataPlane, envoyBinary } from '../../../support/envoy';
import { startPretender } from './pretender';
import { nextAddress, type RunningMesh, startMesh } from './running-mesh';
import { until } from './until';

const names = Array.from({ length: 200 }, (_, index) => `service-${index}`);
const backends = names.slice(0, 100);

const shop = aMesh({
  nodes: {
    ...Object.fromEntries(names.map((name) => [name, aNode()])),
    web: aNode({ backends, backendPorts: Object.fromEntries(backends.map((name, i) => [name, 10_000 + i])) }),
  },
  services: Object.fromEntries(names.map((name) => [name, { to: name }])),
  gateways: {
    ingress: aGateway({
      routes: Object.fromEntries(
        names.map((name) => [name, { match: { prefix: `/${name}/` }, service: name }]),
      ),
    }),
  },
}).at({ stage: 'dev' });

const web = lookupIn(shop).node('web');
const [ingress] = shop.gateways;
if (ingress === undefined) throw new Error('the shop has a gateway');

const isEnvoy = ({ name }: ContainerDefinition) => name === 'envoy';
const containers = {
  ingress: renderGatewayTask(shop, ingress).containers.find(isEnvoy),
  web: renderNodeTask(shop, web).containers.find(isEnvoy),
};
const texts = { ingress: gatewayConfig(shop, ingress), web: nodeConfig(shop, web) };
const runners = ['ingress', 'web'] as const;

/** As the container says: `user`, and no capabilities. Only root can become another user. */
const AS_ENVOY =
  process.getuid?.() === 0
    ? [
        ...['setpriv', `--reuid=${ENVOY_UID}`, `--regid=${ENVOY_UID}`, '--clear-groups'],
        ...['--inh-caps=-all', '--bounding-set=-all', '--no-new-privs'],
      ]
    : [];

/** A root file system that takes no file, where this machine lets us make one. */
const READ_ONLY = ['unshare', '--mount', 'sh', '-c', 'mount -o remount,ro,bind / && exec "$@"', 'sh'];
const canBeReadOnly = spawnSync(READ_ONLY[0] ?? '', [...READ_ONLY.slice(1), 'true']).status === 0;

describe.each(runners)('the container of %s', (name) => {
  it('holds the bootstrap, which is larger than an argument and a task definition, in a variable', () => {
    expect(containers[name]?.environment).toEqual({ [BOOTSTRAP_VARIABLE]: expect.any(String) as string });
    const packed = String(containers[name]?.environment?.[BOOTSTRAP_VARIABLE]);
    expect(unpackBootstrap(packed)).toBe(texts[name]);
    expect(texts[name].length).toBeGreaterThan(131_071);
    expect(packed.length).toBeLessThan(32_768);
    expect(containers[name]?.entryPoint).toEqual(['bash', '-c', UNPACK_SCRIPT, 'envoy']);
  });
});

describeDataPlane('an Envoy that unpacks its bootstrap', () => {
  let folder: string;
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'envoy-path-'));
    symlinkSync(await envoyBinary(), join(folder, 'envoy'));
    // Another user must find it.
    spawnSync('chmod', ['755', folder]);
  }, 60_000);
  afterAll(() => rmSync(folder, { recursive: true }));

  /** The words of the task definition, with its own bootstrap. */
  const run = (name: (typeof runners)[number], within: readonly string[], more: readonly string[] = []) => {
    const { entryPoint = [], command = [], environment = {} } = containers[name] ?? {};
    const [program = '', ...words] = [...within, ...AS_ENVOY, ...entryPoint, ...command, ...more];
    const PATH = [folder, process.env['PATH']].join(delimiter);
    return spawn(program, words, { env: { PATH, ...(environment as Record<string, string>) } });
  };

  it.each(runners)('accepts it as the task definition has it: %s', async (name) => {
    const [code] = (await once(run(name, [], ['--mode', 'validate']), 'exit')) as [number];
    expect(code).toBe(0);
  });

  const inReadOnlyRoot = canBeReadOnly ? it : it.skip;
  if (!canBeReadOnly) console.warn('SKIPPED: a read-only root file system: mounts are not allowed here');
  inReadOnlyRoot('needs no folder that it can write to', async () => {
    const [code] = (await once(run('web', READ_ONLY, ['--mode', 'validate']), 'exit')) as [number];
    expect(code).toBe(0);
  });

  it('is the process that gets SIGTERM, and ends at once', async () => {
    const child = run('web', []);
    await until('the shell has become Envoy', () =>
      readFileSync(`/proc/${child.pid}/comm`, 'utf8').startsWith('envoy'),
    );
    const since = Date.now();
    child.kill('SIGTERM');
    await once(child, 'exit');
    expect(Date.now() - since).toBeLessThan(5000);
  });
});

describeDataPlane('a gateway in front of 200 services, and a node with 100 backends', () => {
  let mesh: RunningMesh;
  let tasks: readonly Awaited<ReturnType<typeof startPretender>>[] = [];

  beforeAll(async () => {
    tasks = await Promise.all(
      names.map((name) =>
        startPretender({
          address: nextAddress(),
          identity: `mesh/dev-shop/virtualNode/${name}`,
          answer: ({ url }, response) => void response.end(`${name} ${url}`),
        }),
      ),
    );
    const addresses = Object.fromEntries(names.map((name, i) => [name, [tasks[i]?.address ?? '']]));
    mesh = await startMesh(shop, {
      only: [...runners],
      addresses,
      started: (name) => ({ within: AS_ENVOY, container: containers[name as (typeof runners)[number]] }),
    });
  }, 60_000);
  afterAll(async () => {
    await mesh?.stop();
    await Promise.all(tasks.map(({ stop }) => stop()));
  }, 20_000);

  it('are healthy to ECS when they have seen a task of each', async () => {
    for (const name of runners) {
      const [, program = '', ...words] = containers[name]?.healthCheck?.command ?? [];
      const here = words.map((word) => word.replaceAll('127.0.0.1', mesh.tasks(name)[0]?.address ?? ''));
      // ECS gives the check two seconds.
      await until(`${name} is healthy`, () => spawnSync(program, here, { timeout: 2000 }).status === 0);
    }
  }, 40_000);

  it('lead each request to its service', async () => {
    const outside = await Promise.all(
      names.map(async (name) => (await mesh.enter('ingress', { path: `/${name}/x` })).body),
    );
    expect(outside).toEqual(names.map((name) => `${name} /x`));
    const inside = await Promise.all(
      backends.map(async (name) => (await mesh.call('web', name, { path: '/y' })).body),
    );
    expect(inside).toEqual(backends.map((name) => `${name} /y`));
  }, 30_000);
});
