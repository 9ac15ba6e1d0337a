import { aMesh, aNode } from '../../../../lib/testing';
import { describeDataPlane } from '../../../support/envoy';
import { startPretender } from './pretender';
import { nextAddress, type RunningMesh, startMesh } from './running-mesh';
import { until } from './until';

const TASKS = 12;

const shop = aMesh({
  nodes: { caller: aNode({ listeners: [], backends: ['web'] }), web: aNode() },
}).at({ stage: 'dev' });

describeDataPlane('the tasks of a node', () => {
  let mesh: RunningMesh;
  let tasks: readonly Awaited<ReturnType<typeof startPretender>>[] = [];

  beforeAll(async () => {
    tasks = await Promise.all(
      Array.from({ length: TASKS + 1 }, (_, number) =>
        startPretender({
          address: nextAddress(),
          // The last one's address is another service's by now, which is healthy too.
          identity: `mesh/dev-shop/virtualNode/${number < TASKS ? 'web' : 'other'}`,
          answer: (_request, response) => void response.end(String(number)),
        }),
      ),
    );
    const addresses = tasks.map(({ address }) => address);
    mesh = await startMesh(shop, { only: ['caller'], addresses: { web: addresses } });
  }, 60_000);
  afterAll(async () => {
    await Promise.all(tasks.map(({ stop }) => stop()));
    await mesh?.stop();
  }, 20_000);

  const answering = async () => {
    const replies = await Promise.all(Array.from({ length: 60 }, () => mesh.call('caller', 'web')));
    return new Set(replies.filter(({ status }) => status === 200).map(({ body }) => body));
  };

  it('are all found, though DNS says eight at a time, and none is dropped again', async () => {
    await until('all tasks answer', async () => (await answering()).size === TASKS, 30_000);
    for (let round = 0; round < 3; round += 1) expect((await answering()).size).toBe(TASKS);
  }, 40_000);

  it('are those whose Envoy says the name of the node', async () => {
    expect(await answering()).not.toContain(String(TASKS));
  });
});
