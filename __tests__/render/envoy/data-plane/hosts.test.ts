import type { IncomingMessage, ServerResponse } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { http, milliseconds, seconds } from '../../../../lib/mesh';
import { aMesh, aNode } from '../../../../lib/testing';
import { describeDataPlane } from '../../../support/envoy';
import { type RunningMesh, startMesh } from './running-mesh';
import { until } from './until';

/** Shorter than the model allows users, so that the test is. */
const quick = {
  interval: milliseconds(200),
  timeout: milliseconds(150),
  healthyThreshold: 2,
  unhealthyThreshold: 2,
};

const shop = aMesh({
  nodes: {
    caller: aNode({ listeners: [], backends: ['checked', 'ejected', 'small'] }),
    checked: aNode({ listeners: [http(3000, { health: { path: '/health', ...quick } })] }),
    ejected: aNode({
      listeners: [
        http(3000, {
          health: { path: '/health', ...quick },
          outlierDetection: {
            maxServerErrors: 3,
            interval: milliseconds(100),
            baseEjectionDuration: seconds(1),
            maxEjectionPercent: 50,
          },
        }),
      ],
    }),
    small: aNode({
      listeners: [http(3000, { connectionPool: { maxConnections: 1, maxPendingRequests: 1 } })],
    }),
  },
  services: {
    checked: { to: 'checked' },
    ejected: { routes: { all: { targets: { ejected: 1 }, retry: false } } },
    small: { routes: { all: { targets: { small: 1 }, retry: false } } },
  },
}).at({ stage: 'dev' });

describeDataPlane('a task', () => {
  let mesh: RunningMesh;
  const ill = new Set<string>();

  /** Says its number, and 500 while it is ill: to health checks alone, or to all else alone. */
  const answer =
    (name: string, isHealth: boolean) =>
    (task: number) =>
    (request: IncomingMessage, response: ServerResponse) => {
      const isAsked = (request.url === '/health') === isHealth;
      response.statusCode = ill.has(`${name} ${task}`) && isAsked ? 500 : 200;
      response.end(String(task));
    };

  beforeAll(async () => {
    mesh = await startMesh(shop, {
      counts: { checked: 2, ejected: 2 },
      applications: {
        checked: answer('checked', true),
        ejected: answer('ejected', false),
        small: () => (_, response) => void setTimeout(() => response.end(), 400).unref(),
      },
    });
  }, 60_000);
  afterAll(() => mesh?.stop(), 20_000);

  const answering = async (service: string) => {
    const replies = await Promise.all(Array.from({ length: 12 }, () => mesh.call('caller', service)));
    return [...new Set(replies.map(({ status, body }) => `${status} ${body}`))].sort();
  };

  /** Of the caller's Envoy, at this moment. */
  const ejections = async () => {
    const [caller] = mesh.tasks('caller');
    const reply = await caller?.envoy.admin('/stats?filter=_ejected_.*ejections_active');
    return Number(/: (\d+)/.exec(reply?.body ?? '')?.[1]);
  };

  it('whose health check fails gets no requests, and gets them again when it passes', async () => {
    await until('both answer', async () => (await answering('checked')).length === 2);
    ill.add('checked 0');
    await until('one is left out', async () => (await answering('checked')).join() === '200 1');
    ill.delete('checked 0');
    await until('both answer again', async () => (await answering('checked')).length === 2);
  }, 30_000);

  it('that answers 5xx three times in a row is ejected, and is back after the ejection', async () => {
    await until('both answer', async () => (await answering('ejected')).join() === '200 0,200 1');
    ill.add('ejected 0');
    await until('it is ejected', async () => (await answering('ejected')).join() === '200 1');
    // Its health check passes all the time, and must not bring it back.
    for (let look = 0; look < 8; look += 1) {
      expect(await answering('ejected')).toEqual(['200 1']);
      await sleep(80);
    }
    // Envoy would send requests to it at the next answer of DNS only, which is later than this.
    expect(await ejections()).toBe(1);
    ill.delete('ejected 0');
    await until('it is back', async () => (await answering('ejected')).join() === '200 0,200 1');
  }, 30_000);

  it('takes as many requests as its pool says; the others get 503 at once', async () => {
    // While the first connection is being made, the request that asked for it waits as well.
    await mesh.call('caller', 'small');
    const start = Date.now();
    const calls = Array.from({ length: 6 }, async () => {
      const { status } = await mesh.call('caller', 'small');
      return { status, after: Date.now() - start };
    });
    const replies = await Promise.all(calls);
    // One is carried, one waits.
    expect(replies.filter(({ status }) => status === 200)).toHaveLength(2);
    const refused = replies.filter(({ status }) => status === 503);
    expect(refused).toHaveLength(4);
    expect(Math.max(...refused.map(({ after }) => after))).toBeLessThan(350);
  });
});
