import { createServer } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { grpc, http, http2, milliseconds, tcp } from '../../../../lib/mesh';
import { type Listener } from '../../../../lib/mesh/listener';
import { lookupIn } from '../../../../lib/mesh/lookup';
import { HEALTH_PORT, nodeRefs, renderNodeTask } from '../../../../lib/targets/envoy';
import { renderGate } from '../../../../lib/targets/envoy/first-answer';
import type { Gate } from '../../../../lib/ecs/containers/first-answer';
import { aMesh, aNode } from '../../../../lib/testing';
import { type DrainProcess, startDrain } from '../../../support/drain-process';
import { describeDataPlane } from '../../../support/envoy';
import { nextAddress, type RunningMesh, startApplication, startMesh } from './running-mesh';
import { until } from './until';

const quick = { interval: milliseconds(300), timeout: milliseconds(200) };
const health = { path: '/health', ...quick };

const listeners: Readonly<Record<string, readonly Listener[]>> = {
  plain: [http(3000)],
  asked: [http(3000, { health })],
  h2: [http2(3000, { health })],
  rpc: [grpc(3000)],
  bytes: [tcp(3000)],
  // No node calls its second port, on which nothing may ever listen.
  two: [http(3000), http(9000)],
};
const names = Object.keys(listeners);

const shop = aMesh({
  nodes: {
    ...Object.fromEntries(names.map((name) => [name, aNode({ listeners: listeners[name] ?? [] })])),
    caller: aNode({ listeners: [], backends: names }),
  },
  services: Object.fromEntries(names.map((name) => [name, { to: name }])),
}).at({ stage: 'dev' });
const lookup = lookupIn(shop);

/** As on ECS, at the task's own address. */
function gateOf(name: string, host: string): Gate {
  const node = lookup.node(name);
  const gate = renderGate(shop, node, nodeRefs(shop, node));
  if (gate === undefined) throw new Error(`${name} has a gate`);
  return { ...gate, asks: { ...gate.asks, host } };
}

describeDataPlane('a new task', () => {
  let mesh: RunningMesh;
  const drains: DrainProcess[] = [];
  const stops: (() => Promise<void>)[] = [];

  beforeAll(async () => {
    const silent = Object.fromEntries(names.map((name) => [name, () => 'nothing' as const]));
    mesh = await startMesh(shop, { only: names, applications: silent });
  }, 60_000);
  afterAll(async () => {
    drains.forEach((drain) => drain.kill());
    await Promise.all(stops.map((stop) => stop()));
    await mesh?.stop();
  }, 20_000);

  const addressOf = (name: string) => mesh.tasks(name)[0]?.address ?? '';
  const start = async (props: Parameters<typeof startDrain>[0]) => {
    const drain = await startDrain(props);
    drains.push(drain);
    return drain;
  };

  it.each(names)(
    'of listeners %s is not called healthy before its application answers, and from then on for good',
    async (name) => {
      const address = addressOf(name);
      const drain = await start({ address, gate: gateOf(name, address) });
      expect(drain.check()).toBe('waits');
      expect(drain.isOpen()).toBe(false);
      const [first] = listeners[name] ?? [];
      if (first === undefined) throw new Error('it listens');
      const stop = await startApplication(first, address);
      await until('the gate opens', drain.isOpen);
      expect(drain.check()).toBe('healthy');
      await stop();
      await until('its Envoy has seen that it is down', async () => {
        const reply = await fetch(`http://${address}:${HEALTH_PORT}/ready`);
        return reply.status === 503;
      });
      expect(drain.check()).toBe('healthy');
      expect(drain.isAlive()).toBe(true);
    },
    30_000,
  );

  it('whose drain dies says no goodbye: its Envoy is well until ECS, to which the drain is essential, ends the task', async () => {
    const address = addressOf('plain');
    stops.push(await startApplication(http(3000), address));
    const drain = await start({ address, gate: gateOf('plain', address) });
    await until('the gate opens', drain.isOpen);
    drain.kill();
    await until('it is dead', () => !drain.isAlive());
    const { containers } = renderNodeTask(shop, lookup.node('plain'));
    expect(containers.find(({ name }) => name === 'drain')?.essential).toBe(true);
    await sleep(500);
    expect((await fetch(`http://${address}:${HEALTH_PORT}/ready`)).status).toBe(200);
  }, 20_000);

  it('whose health path is red for long is let through if it listens, and not before', async () => {
    const address = addressOf('asked');
    const drain = await start({ address, gate: gateOf('asked', address), patience: 2 });
    await sleep(2500);
    expect(drain.check()).toBe('waits');
    const red = await startApplication(http(3000), address, (_, response) => {
      response.statusCode = 503;
      response.end();
    });
    stops.push(red);
    await until('the gate opens', drain.isOpen);
    expect(drain.output()).toContain('listens, its health check is not good');
  }, 20_000);

  it('is waited for beside an Envoy that hangs, or is not there, and can leave meanwhile', async () => {
    const host = nextAddress();
    const asks = { host, port: HEALTH_PORT, path: '/ready' };
    const drain = await start({ address: host, gate: { asks, ports: [3000] } });
    const hanging = createServer((socket) => void socket.on('error', () => undefined).resume());
    await new Promise<void>((resolve) => hanging.listen(HEALTH_PORT, host, resolve));
    stops.push(() => new Promise((resolve) => hanging.close(() => resolve())));
    await sleep(3000);
    expect({ alive: drain.isAlive(), open: drain.isOpen() }).toEqual({ alive: true, open: false });
    const { milliseconds: time, code } = await drain.leave();
    expect(code).toBe(0);
    // Two seconds of waiting for an answer, one to be heard.
    expect(time).toBeLessThan(6000);
  }, 20_000);
});
