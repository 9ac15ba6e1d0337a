/** What an Envoy that leaves says in its answers is for its callers' Envoys alone. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { http } from '../../../../lib/mesh';
import { aMesh, aNode } from '../../../../lib/testing';
import { describeDataPlane } from '../../../support/envoy';
import { type RunningMesh, startMesh } from './running-mesh';

const LEAVES = 'x-envoy-immediate-health-check-fail';

const shop = aMesh({
  nodes: {
    caller: aNode({ listeners: [], backends: ['leaving', 'proxy'] }),
    leaving: aNode(),
    proxy: aNode(),
  },
  services: { leaving: { to: 'leaving' }, proxy: { to: 'proxy' } },
  gateways: {
    ingress: {
      listener: http(8080),
      routes: { all: { service: 'leaving' }, proxy: { service: 'proxy', match: { prefix: '/proxy/' } } },
    },
  },
}).at({ stage: 'dev' });

describeDataPlane('the mark of a task that leaves', () => {
  let mesh: RunningMesh;

  beforeAll(async () => {
    // As an application does that hands on all headers of an answer.
    const handOn = () => (_: IncomingMessage, response: ServerResponse) =>
      void response.setHeader(LEAVES, 'true').end();
    mesh = await startMesh(shop, { applications: { proxy: handOn } });
    await mesh.tasks('leaving')[0]?.envoy.admin('/healthcheck/fail', 'POST');
  }, 60_000);
  afterAll(() => mesh?.stop(), 20_000);

  it('is read by callers’ Envoys, and does not leave a gateway', async () => {
    expect((await mesh.call('caller', 'leaving', { method: 'POST' })).headers).toHaveProperty(LEAVES);
    const { status, headers } = await mesh.enter('ingress', { method: 'POST' });
    expect(status).toBe(200);
    expect(headers).not.toHaveProperty(LEAVES);
  });

  it('is not an application’s to say, which hands on what its backend answered', async () => {
    expect((await mesh.call('caller', 'proxy')).headers).not.toHaveProperty(LEAVES);
  });
});
