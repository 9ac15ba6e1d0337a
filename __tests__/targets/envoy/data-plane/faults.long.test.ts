/** Faults that last: longer than DNS is waited for, and than the usual health checks take to notice. */
import { setTimeout as sleep } from 'node:timers/promises';
import { aMesh, aNode } from '../../../../lib/testing';
import { describeDataPlane } from '../../../support/envoy';
import { type RunningMesh, startMesh, type Task } from './running-mesh';
import { until } from './until';

const shop = aMesh({
  nodes: {
    caller: aNode({ listeners: [], backends: ['pair', 'pair-once'] }),
    pair: aNode(),
  },
  services: {
    pair: { to: 'pair' },
    'pair-once': { routes: { all: { targets: { pair: 1 }, retry: false } } },
  },
}).at({ stage: 'dev' });

describeDataPlane('a fault that lasts', () => {
  let mesh: RunningMesh;

  beforeAll(async () => {
    mesh = await startMesh(shop, { counts: { pair: 2 } });
    await bothWell();
  }, 60_000);
  afterAll(() => mesh?.stop(), 20_000);

  const taskOf = (name: string): Task => {
    const [task] = mesh.tasks(name);
    if (task === undefined) throw new Error(`there is a task of ${name}`);
    return task;
  };
  const bothWell = () =>
    until(
      'both tasks are well',
      async () => {
        const { body } = await taskOf('caller').envoy.admin('/clusters');
        return (body.match(/health_flags::healthy/g) ?? []).length === 2;
      },
      30_000,
    );
  const status = async (service: string) => (await mesh.call('caller', service)).status;

  /** Sends a request every 20 ms for that time. Returns when each failed one was sent. */
  async function failures(service: string, milliseconds: number): Promise<number[]> {
    const start = Date.now();
    const failed: number[] = [];
    while (Date.now() < start + milliseconds) {
      const sent = Date.now() - start;
      if ((await status(service)) !== 200) failed.push(sent);
      await sleep(20);
    }
    return failed;
  }

  it('of a DNS that says nothing for 25 seconds costs no request', async () => {
    mesh.dns.silent.add('pair.shop.local');
    expect(await failures('pair-once', 25_000)).toEqual([]);
    mesh.dns.silent.clear();
  }, 40_000);

  it('of DNS is 503 to a caller that starts meanwhile, which serves as soon as it has its answer', async () => {
    mesh.dns.silent.add('pair.shop.local');
    await taskOf('caller').restartEnvoy();
    expect(await status('pair')).toBe(503);
    mesh.dns.silent.clear();
    await until('the tasks are found', async () => (await status('pair')) === 200, 20_000);
  }, 40_000);

  it('of one Envoy of two costs no request; without retries some, until two checks have failed', async () => {
    await bothWell();
    await taskOf('pair').envoy.stop();
    const [retried, once] = await Promise.all([failures('pair', 20_000), failures('pair-once', 20_000)]);
    expect(retried).toEqual([]);
    expect(once.length).toBeGreaterThan(10);
    // Checks are 5 seconds apart.
    expect(Math.max(...once)).toBeLessThan(11_000);
  }, 70_000);
});
