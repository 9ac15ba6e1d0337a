import { spawnSync } from 'node:child_process';
import { createServer, type Server, type Socket } from 'node:net';
import { lookupIn } from '../../../../lib/mesh/lookup';
import { HEALTH_PORT, renderNodeTask } from '../../../../lib/targets/envoy';
import { envoyHealthCheck } from '../../../../lib/ecs/containers/envoy-health-check';
import { aMesh, aNode } from '../../../../lib/testing';
import { describeDataPlane } from '../../../support/envoy';
import { nextAddress, type RunningMesh, startMesh } from './running-mesh';
import { until } from './until';

const shop = aMesh({
  nodes: {
    caller: aNode({ listeners: [], backends: ['web', 'api'] }),
    web: aNode(),
    api: aNode(),
    lonely: aNode({ listeners: [], backends: ['gone'] }),
    gone: aNode(),
  },
  services: { web: { to: 'web' }, api: { to: 'api' }, gone: { to: 'gone' } },
}).at({ stage: 'dev' });

const CLUSTERS = {
  caller: ['cds_egress_dev-shop_api_http_3000', 'cds_egress_dev-shop_web_http_3000'],
  lonely: ['cds_egress_dev-shop_gone_http_3000'],
};

describeDataPlane('an Envoy that has never seen a healthy host of a backend', () => {
  let mesh: RunningMesh;
  let hanging: Server;
  const sockets = new Set<Socket>();

  beforeAll(async () => {
    const address = nextAddress();
    hanging = createServer((socket) => void sockets.add(socket.on('error', () => undefined)));
    await new Promise<void>((resolve) => hanging.listen(HEALTH_PORT, address, resolve));
    mesh = await startMesh(shop, { only: ['caller', 'web', 'lonely'], addresses: { gone: [address] } });
  }, 60_000);
  afterAll(async () => {
    sockets.forEach((socket) => socket.destroy());
    await new Promise((resolve) => hanging.close(resolve));
    await mesh?.stop();
  }, 20_000);

  const isHealthy = (name: keyof typeof CLUSTERS, awaitSeconds?: number): boolean => {
    const address = mesh.tasks(name)[0]?.address ?? '';
    const [, program = '', ...words] = envoyHealthCheck(CLUSTERS[name], awaitSeconds).command;
    const here = words.map((word) => word.replaceAll('127.0.0.1', address));
    return spawnSync(program, here, { timeout: 5000 }).status === 0;
  };

  it('is asked by the check that its container has', () => {
    const lookup = lookupIn(shop);
    const { containers } = renderNodeTask(shop, lookup.node('caller'));
    expect(containers.find(({ name }) => name === 'envoy')?.healthCheck).toEqual(
      envoyHealthCheck(CLUSTERS.caller),
    );
  });

  it('is not healthy before it has, of all of them, and stays so when they are lost', async () => {
    await until('it has seen one of the two', async () => (await mesh.call('caller', 'web')).status === 200);
    expect((await mesh.call('caller', 'api')).body).toContain('no healthy upstream');
    expect(isHealthy('caller')).toBe(false);
    const task = await mesh.add('api');
    await until('it has seen the other', () => isHealthy('caller'), 20_000);
    expect((await mesh.call('caller', 'api')).status).toBe(200);
    await mesh.remove(task);
    for (const web of [...mesh.tasks('web')]) await mesh.remove(web);
    expect(isHealthy('caller')).toBe(true);
  }, 40_000);

  it('is healthy after its time beside a backend that hangs', async () => {
    expect(isHealthy('lonely')).toBe(false);
    expect(isHealthy('lonely', 3600)).toBe(false);
    await until('its time is over', () => isHealthy('lonely', 8), 20_000);
    expect(isHealthy('lonely', 3600)).toBe(false);
  }, 30_000);
});
