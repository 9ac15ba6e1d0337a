/** A callee that fails its requests gets little more of them than it is sent. */
import { setTimeout as sleep } from 'node:timers/promises';
import { aGateway, aMesh, aNode } from '../../../../lib/testing';
import { describeDataPlane } from '../../../support/envoy';
import { type RunningMesh, startMesh } from './running-mesh';

const shop = aMesh({
  nodes: { caller: aNode({ listeners: [], backends: ['dying'] }), dying: aNode() },
  services: { dying: { to: 'dying' } },
  gateways: { ingress: aGateway({ routes: { all: { service: 'dying' } } }) },
}).at({ stage: 'dev' });

/** How long the dying node thinks before it fails. */
const SLOW_MS = 100;

describeDataPlane('a node that is dying', () => {
  let mesh: RunningMesh;
  let asked = 0;

  beforeAll(async () => {
    mesh = await startMesh(shop, {
      applications: {
        dying: () => async (_, response) => {
          asked += 1;
          await sleep(SLOW_MS);
          response.statusCode = 503;
          response.end();
        },
      },
    });
  }, 60_000);
  afterAll(() => mesh?.stop(), 20_000);

  /** Callers that ask again as soon as they have an answer; how often each of their requests was executed. */
  async function executions(callers: number, ask = () => mesh.call('caller', 'dying')): Promise<number> {
    asked = 0;
    let sent = 0;
    const end = Date.now() + 2000;
    await Promise.all(
      Array.from({ length: callers }, async () => {
        while (Date.now() < end) {
          sent += 1;
          await ask();
        }
      }),
    );
    return asked / sent;
  }

  it('gets a fifth more of its load, not three times of it', async () => {
    await executions(1);
    // 1.2 where nothing else is done on the machine.
    expect(await executions(60)).toBeLessThan(1.5);
  }, 20_000);

  it('gets no more of it from outside', async () => {
    const enter = () => mesh.enter('ingress');
    await executions(1, enter);
    expect(await executions(60, enter)).toBeLessThan(1.5);
  }, 20_000);

  it('gets at most ten requests more at once, where it has few: all of them are tried again', async () => {
    expect(await executions(3)).toBeCloseTo(3, 1);
  }, 20_000);
});
