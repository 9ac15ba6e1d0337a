import { setTimeout as sleep } from 'node:timers/promises';
import { http } from '../../../../lib/mesh';
import { lookupIn } from '../../../../lib/mesh/lookup';
import { nodeRefs } from '../../../../lib/targets/envoy';
import { renderGate } from '../../../../lib/targets/envoy/first-answer';
import { aMesh, aNode } from '../../../../lib/testing';
import { type DrainProcess, startDrain } from '../../../support/drain-process';
import { describeDataPlane } from '../../../support/envoy';
import { type RunningMesh, startApplication, startMesh } from './running-mesh';
import { until } from './until';

const shop = aMesh({
  nodes: {
    caller: aNode({ listeners: [], backends: ['web'] }),
    web: aNode({ listeners: [http(3000, { health: '/health' })] }),
  },
}).at({ stage: 'dev' });

/** Longer than the drain, as an application of 45 s is longer than 20 s. */
const START_MS = 12_000;
const DRAIN = { hear: 7, most: 10 };

describeDataPlane('a deployment of an application that starts slowly', () => {
  const meshes: RunningMesh[] = [];
  const drains: DrainProcess[] = [];

  afterAll(async () => {
    drains.forEach((drain) => drain.kill());
    await Promise.all(meshes.map((mesh) => mesh.stop()));
  }, 20_000);

  /** Statuses of all answers while one task takes the place of another, which ends when ECS calls the new one healthy. */
  async function deploy(isHealthy: (gate: DrainProcess) => boolean): Promise<ReadonlyMap<number, number>> {
    const mesh = await startMesh(shop, {
      applications: { web: (task) => (task === 0 ? (_, response) => void response.end() : 'nothing') },
    });
    meshes.push(mesh);
    await until('the first is called', async () => (await mesh.call('caller', 'web')).status === 200);
    const statuses = new Map<number, number>();
    let isOver = false;
    const load = async () => {
      while (!isOver) {
        const { status } = await mesh.call('caller', 'web');
        statuses.set(status, (statuses.get(status) ?? 0) + 1);
        await sleep(20);
      }
    };
    const callers = Promise.all([load(), load()]);
    const [old] = mesh.tasks('web');
    if (old === undefined) throw new Error('there is a task');
    const fresh = await mesh.add('web');
    const application = sleep(START_MS).then(() => startApplication(http(3000), fresh.address));
    const node = lookupIn(shop).node('web');
    const gate = renderGate(shop, node, nodeRefs(shop, node));
    if (gate === undefined) throw new Error('it has a gate');
    const asks = { ...gate.asks, host: fresh.address };
    const drain = await startDrain({ address: fresh.address, gate: { ...gate, asks } });
    const goodbye = await startDrain({ address: old.address, times: DRAIN });
    drains.push(drain, goodbye);
    await until('ECS calls it healthy', () => isHealthy(drain), 40_000);
    mesh.dns.addresses.set('web.shop.local', [fresh.address]);
    await goodbye.leave();
    await mesh.remove(old);
    const stop = await application;
    await sleep(2000);
    isOver = true;
    await callers;
    await stop();
    return statuses;
  }

  it('loses no request, since ECS waits for its answer', async () => {
    const statuses = await deploy((gate) => gate.isOpen());
    expect([...statuses.keys()]).toEqual([200]);
    expect(statuses.get(200)).toBeGreaterThan(200);
  }, 90_000);

  it('would lose some if ECS went by Envoy alone', async () => {
    const statuses = await deploy(() => true);
    expect(statuses.get(503)).toBeGreaterThan(0);
  }, 90_000);
});
