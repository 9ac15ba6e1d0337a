import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { createServer, type Server, type Socket } from 'node:net';
import { http, milliseconds } from '../../../../lib/mesh';
import { HEALTH_PORT, ingressPort, renderNodeTask } from '../../../../lib/targets/envoy';
import { drainScript } from '../../../../lib/ecs/containers/drain';
import { aMesh, aNode } from '../../../../lib/testing';
import { describeDataPlane } from '../../../support/envoy';
import { get } from '../../../support/http';
import { nextAddress, type RunningMesh, startMesh, type Task } from './running-mesh';
import { until } from './until';

const quick = {
  path: '/health',
  interval: milliseconds(300),
  timeout: milliseconds(200),
  healthyThreshold: 2,
  unhealthyThreshold: 3,
};

const shop = aMesh({
  nodes: {
    caller: aNode({ backends: ['web', 'plain'] }),
    web: aNode({ listeners: [http(3000, { health: quick })] }),
    plain: aNode(),
  },
  services: { web: { to: 'web' }, plain: { to: 'plain' } },
}).at({ stage: 'dev' });

const healthOf = ({ address }: Task) => get({ host: address, port: HEALTH_PORT, path: '/ready' });

describeDataPlane('an Envoy that starts', () => {
  let mesh: RunningMesh;
  const hanging: Server[] = [];
  const sockets = new Set<Socket>();

  beforeAll(async () => {
    // Takes connections and says nothing, as a process does that is stopped or out of memory.
    const address = nextAddress();
    for (const port of [HEALTH_PORT, ingressPort({ interception: 'explicit' }, 3000)]) {
      const server = createServer((socket) => void sockets.add(socket)).listen(port, address);
      await once(server, 'listening');
      hanging.push(server);
    }
    mesh = await startMesh(shop, { only: ['caller'], addresses: { web: [address], plain: [address] } });
  }, 60_000);
  afterAll(async () => {
    sockets.forEach((socket) => socket.destroy());
    await Promise.all(hanging.map((server) => new Promise((resolve) => server.close(resolve))));
    await mesh?.stop();
  }, 20_000);

  it('serves at once while a backend hangs: its first check has not even timed out', async () => {
    const stats = await mesh.tasks('caller')[0]?.envoy.admin('/server_info');
    const info = JSON.parse(stats?.body ?? '') as { state: string; uptime_current_epoch: string };
    expect(info.state).toBe('LIVE');
    expect(parseFloat(info.uptime_current_epoch)).toBeLessThan(2);
  });

  it('warns of nothing deprecated', () => {
    const log = mesh.tasks('caller')[0]?.envoy.log() ?? '';
    expect(log).not.toMatch(/deprecat|\[error\]/i);
  });
});

describeDataPlane('a task that stops', () => {
  let mesh: RunningMesh;
  let drain: ChildProcess | undefined;

  beforeAll(async () => {
    mesh = await startMesh(shop, {
      counts: { web: 2 },
      applications: { web: (number) => (_, response) => void response.end(String(number)) },
    });
    await until('it is known that all applications run', async () => {
      const replies = await Promise.all(['web', 'plain'].flatMap(mesh.tasks).map(healthOf));
      return replies.every(({ status }) => status === 200);
    });
  }, 60_000);
  afterAll(async () => {
    if (drain?.pid !== undefined) process.kill(-drain.pid, 'SIGKILL');
    await mesh?.stop();
  }, 20_000);

  const answering = async () => {
    const replies = await Promise.all(Array.from({ length: 12 }, () => mesh.call('caller', 'web')));
    return [...new Set(replies.map(({ status, body }) => `${status} ${body}`))].sort();
  };

  it('is left by its callers after one health check, and still answers a late request', async () => {
    const [leaving] = mesh.tasks('web');
    if (leaving === undefined) throw new Error('there is a task');
    await until('both answer', async () => (await answering()).length === 2);
    drain = spawn(
      'bash',
      ['-c', drainScript({ hear: 3, most: 3 }, '', { host: leaving.address, port: 9901 })],
      {
        stdio: 'ignore',
        // A group of its own, as a container is: what it waits for goes with it.
        detached: true,
      },
    );
    expect((await healthOf(leaving)).status).toBe(200);
    // bash takes the signal once it has set its trap.
    await new Promise((resolve) => setTimeout(resolve, 300));
    const start = Date.now();
    drain.kill('SIGTERM');
    await until('it is left', async () => (await answering()).join() === '200 1');
    expect(Date.now() - start).toBeLessThan(1500);
    const health = await healthOf(leaving);
    expect({ status: health.status, fail: health.headers['x-envoy-immediate-health-check-fail'] }).toEqual({
      status: 503,
      fail: 'true',
    });
    const late = await get({ host: leaving.address, port: ingressPort({ interception: 'explicit' }, 3000) });
    expect(late.body).toBe('0');
    const [code] = (await once(drain, 'exit')) as [number];
    expect(code).toBe(0);
    expect(Date.now() - start).toBeGreaterThan(2900);
  }, 30_000);

  it('is unhealthy to ECS from then on, while the others are healthy', () => {
    const [leaving, staying] = mesh.tasks('web');
    expect(checkInContainer(leaving)).not.toBe(0);
    expect(checkInContainer(staying)).toBe(0);
  });

  it('says 503 on its health port as soon as its application is dead, though its Envoy takes connections', async () => {
    const [plain] = mesh.tasks('plain');
    if (plain === undefined) throw new Error('there is a task');
    expect((await healthOf(plain)).status).toBe(200);
    await plain.stopApplication();
    await until('its Envoy has noticed', async () => (await healthOf(plain)).status === 503, 20_000);
    // Dead, it is looked at each second: it is in use soon after it is back.
    const back = createServer().listen(3000, plain.address);
    await until('its Envoy has noticed', async () => (await healthOf(plain)).status === 200, 3000);
    back.close();
  }, 30_000);
});

/** The container's own health check, asking the Envoy of this task. */
function checkInContainer(task: Task | undefined): number | null {
  const node = shop.nodes.find(({ name }) => name === 'web');
  if (node === undefined) throw new Error('there is a node');
  const { containers } = renderNodeTask(shop, node);
  const [, program = '', ...words] =
    containers.find(({ name }) => name === 'envoy')?.healthCheck?.command ?? [];
  const here = words.map((word) => word.replace('127.0.0.1', task?.address ?? ''));
  return spawnSync(program, here, { timeout: 5000 }).status;
}
