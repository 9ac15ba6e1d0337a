import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import type { ServerResponse } from 'node:http';
import { http } from '../../../../lib/mesh';
import { HEALTH_PORT } from '../../../../lib/targets/envoy';
import { drainScript } from '../../../../lib/ecs/containers/drain';
import { aMesh, aNode } from '../../../../lib/testing';
import { describeDataPlane } from '../../../support/envoy';
import { get } from '../../../support/http';
import { type RunningMesh, startMesh, type Task } from './running-mesh';
import { until } from './until';

const shop = aMesh({
  nodes: {
    caller: aNode({ listeners: [], backends: ['web'] }),
    web: aNode({ listeners: [http(3000, { health: '/health' })] }),
  },
}).at({ stage: 'dev' });

/** Longer than a record of the test's DNS lives, and than a health check's interval, as on AWS. */
const DRAIN = { hear: 7, most: 20 };

describeDataPlane('a rolling restart of two tasks', () => {
  let mesh: RunningMesh;

  beforeAll(async () => {
    const application = () => (_: unknown, response: ServerResponse) =>
      void setTimeout(() => response.end(), 20);
    mesh = await startMesh(shop, { counts: { web: 2 }, applications: { web: application } });
  }, 60_000);
  afterAll(() => mesh?.stop(), 20_000);

  it("in ECS's order of stopping loses no request", async () => {
    const statuses = new Map<number, number>();
    let isOver = false;
    const load = async () => {
      while (!isOver) {
        const { status } = await mesh.call('caller', 'web', { method: 'POST' });
        statuses.set(status, (statuses.get(status) ?? 0) + 1);
      }
    };
    const callers = Promise.all(Array.from({ length: 8 }, load));
    await sleep(1000);
    for (const task of [...mesh.tasks('web')]) await replace(mesh, task);
    await sleep(1000);
    isOver = true;
    await callers;
    expect([...statuses.keys()]).toEqual([200]);
    expect(statuses.get(200)).toBeGreaterThan(2000);
  }, 120_000);
});

/** The new task is healthy before the old one is told: it leaves DNS, drains, and ends the application, then Envoy. */
async function replace(mesh: RunningMesh, old: Task): Promise<void> {
  const fresh = await mesh.add('web');
  await until('the new task is ready', async () => (await healthOf(fresh)) === 200);
  // What ECS waits for is the container's health; callers need their own checks.
  await sleep(2000);
  const host = 'web.shop.local';
  mesh.dns.addresses.set(
    host,
    (mesh.dns.addresses.get(host) ?? []).filter((address) => address !== old.address),
  );
  const drain = spawn('bash', ['-c', drainScript(DRAIN, '', { host: old.address, port: 9901 })], {
    stdio: 'ignore',
    detached: true,
  });
  await sleep(300);
  drain.kill('SIGTERM');
  await once(drain, 'exit');
  if (drain.pid !== undefined) process.kill(-drain.pid, 'SIGKILL');
  await mesh.remove(old);
}

const healthOf = async ({ address }: Task) =>
  (await get({ host: address, port: HEALTH_PORT, path: '/ready' })).status;
