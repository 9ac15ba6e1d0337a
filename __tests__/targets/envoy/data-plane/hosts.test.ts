import type { IncomingMessage, ServerResponse } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { http, http2, milliseconds, seconds } from '../../../../lib/mesh';
import { aMesh, aNode } from '../../../../lib/testing';
import { describeDataPlane } from '../../../support/envoy';
import { type Answer, type RunningMesh, startMesh } from './running-mesh';
import { until } from './until';

/** Shorter than the model allows users, so that the test is. */
const quick = {
  interval: milliseconds(200),
  timeout: milliseconds(150),
  healthyThreshold: 2,
  unhealthyThreshold: 2,
};

const ejecting = (maxEjectionPercent: number) => ({
  listeners: [
    http(3000, {
      health: { path: '/health', ...quick },
      outlierDetection: {
        maxServerErrors: 3,
        interval: milliseconds(100),
        // Far longer than the looks below take on a busy machine.
        baseEjectionDuration: seconds(5),
        maxEjectionPercent,
      },
    }),
  ],
});

const shop = aMesh({
  nodes: {
    caller: aNode({
      listeners: [],
      backends: ['checked', 'ejected', 'spared', 'faltering', 'small', 'narrow'],
    }),
    checked: aNode({ listeners: [http(3000, { health: { path: '/health', ...quick } })] }),
    ejected: aNode(ejecting(70)),
    spared: aNode(ejecting(0)),
    faltering: aNode({
      listeners: [http(3000, { health: { path: '/health', ...quick, unhealthyThreshold: 3 } })],
    }),
    narrow: aNode({ listeners: [http2(3000, { connectionPool: { maxRequests: 2 } })] }),
    small: aNode({
      listeners: [http(3000, { connectionPool: { maxConnections: 1, maxPendingRequests: 1 } })],
    }),
  },
  services: {
    checked: { to: 'checked' },
    ejected: { routes: { all: { targets: { ejected: 1 }, retry: false } } },
    spared: { routes: { all: { targets: { spared: 1 }, retry: false } } },
    faltering: { to: 'faltering' },
    narrow: { routes: { all: { targets: { narrow: 1 }, retry: false } } },
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

  const slow: Answer = (_, response) => void setTimeout(() => response.end(), 400).unref();

  /** From then on every other answer to callers' checks is bad. Its own Envoy's say the name of the node alone. */
  let falters = false;
  let checks = 0;
  const falter: Answer = ({ url, headers }, response) => {
    const isCallers = falters && url === '/health' && headers.host === 'faltering.shop.local';
    if (isCallers) checks += 1;
    response.statusCode = isCallers && checks % 2 === 0 ? 500 : 200;
    response.end('0');
  };

  beforeAll(async () => {
    mesh = await startMesh(shop, {
      counts: { checked: 3, ejected: 3, spared: 2, faltering: 2 },
      applications: {
        checked: answer('checked', true),
        ejected: answer('ejected', false),
        spared: answer('spared', false),
        faltering: (task) => (task === 0 ? falter : (_, response) => void response.end('1')),
        small: () => slow,
        narrow: () => slow,
      },
    });
  }, 60_000);
  afterAll(() => mesh?.stop(), 20_000);

  const answering = async (service: string) => {
    const replies = await Promise.all(Array.from({ length: 12 }, () => mesh.call('caller', service)));
    return [...new Set(replies.map(({ status, body }) => `${status} ${body}`))].sort();
  };

  /** How many ejections the caller's Envoy has now. */
  const ejections = async () => {
    const [caller] = mesh.tasks('caller');
    const reply = await caller?.envoy.admin('/stats?filter=_ejected_.*ejections_active');
    return Number(/: (\d+)/.exec(reply?.body ?? '')?.[1]);
  };

  it('whose health check fails gets no requests, even most of them, and gets them again when it passes', async () => {
    await until('all answer', async () => (await answering('checked')).length === 3);
    ill.add('checked 0').add('checked 1');
    await until('two are left out', async () => (await answering('checked')).join() === '200 2');
    ill.clear();
    await until('all answer again', async () => (await answering('checked')).length === 3);
  }, 30_000);

  it('whose health check fails now and then, but not twice in a row, is not left out', async () => {
    await until('both answer', async () => (await answering('faltering')).length === 2);
    falters = true;
    while (checks < 5) {
      expect(await answering('faltering')).toEqual(['200 0', '200 1']);
      await sleep(50);
    }
  }, 30_000);

  it('that answers 5xx three times in a row is ejected, as many as may be, and is back after the ejection', async () => {
    await until('all answer', async () => (await answering('ejected')).join() === '200 0,200 1,200 2');
    ill.add('ejected 0').add('ejected 1');
    await until('two are ejected', async () => (await answering('ejected')).join() === '200 2');
    // Their health checks pass all the time, and must not bring them back.
    for (let look = 0; look < 8; look += 1) {
      expect(await answering('ejected')).toEqual(['200 2']);
      await sleep(80);
    }
    // Envoy would send requests to them at the next answer of DNS only, which is later than this.
    expect(await ejections()).toBe(2);
    ill.clear();
    await until('they are back', async () => (await answering('ejected')).length === 3);
  }, 30_000);

  it('may always be ejected if it is the only one, whatever share may be', async () => {
    await until('both answer', async () => (await answering('spared')).join() === '200 0,200 1');
    ill.add('spared 0');
    await until('it is ejected', async () => (await answering('spared')).join() === '200 1');
    ill.clear();
  }, 30_000);

  /** Statuses of requests that come one after the other, the last before the first is answered, and how long each took. */
  const callInTurn = (service: string) =>
    Promise.all(
      Array.from({ length: 6 }, async (_, turn) => {
        await sleep(turn * 20);
        const start = Date.now();
        const { status } = await mesh.call('caller', service);
        return { status, took: Date.now() - start };
      }),
    );

  it.each([
    // One is carried, one waits.
    ['small', [200, 200, 503, 503, 503, 503]],
    ['narrow', [200, 200, 503, 503, 503, 503]],
  ])('takes as many requests as its pool says; the others get 503 at once: %s', async (service, statuses) => {
    // While the first connection is being made, the request that asked for it waits as well.
    await mesh.call('caller', service);
    const replies = await callInTurn(service);
    expect(replies.map(({ status }) => status)).toEqual(statuses);
    const refused = replies.filter(({ status }) => status === 503);
    expect(Math.max(...refused.map(({ took }) => took))).toBeLessThan(200);
  });
});
