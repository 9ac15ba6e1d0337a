import type { IncomingMessage, ServerResponse } from 'node:http';
import { http, milliseconds } from '../../../../lib/mesh';
import { aMesh, aNode } from '../../../../lib/testing';
import { describeDataPlane } from '../../../support/envoy';
import { startPretender } from './pretender';
import { nextAddress, type RunningMesh, startMesh } from './running-mesh';
import { until } from './until';

const hasty = { perRequest: milliseconds(300) };

const shop = aMesh({
  nodes: {
    caller: aNode({
      listeners: [],
      backends: ['default', 'once', 'stubborn', 'conflict', 'hasty', 'strict', 'pair', 'pair-once'],
    }),
    flaky: aNode(),
    strict: aNode({ listeners: [http(3000, { timeout: hasty })] }),
    pair: aNode(),
  },
  services: {
    default: { to: 'flaky' },
    once: { routes: { all: { targets: { flaky: 1 }, retry: false } } },
    stubborn: { routes: { all: { targets: { flaky: 1 }, retry: { maxRetries: 4, on: ['server-error'] } } } },
    conflict: { routes: { all: { targets: { flaky: 1 }, retry: { on: ['client-error'] } } } },
    hasty: { routes: { all: { targets: { flaky: 1 }, retry: false, timeout: hasty } } },
    strict: { routes: { all: { targets: { strict: 1 }, retry: false } } },
    pair: { to: 'pair' },
    'pair-once': { routes: { all: { targets: { pair: 1 }, retry: false } } },
  },
  gateways: { ingress: { listener: http(8080), routes: { all: { service: 'default' } } } },
}).at({ stage: 'dev' });

/** `/fail/<status>/<times>/<key>`: that status for the first times that the key is asked for, then 200. */
const asked = new Map<string, number>();

function fail({ url = '' }: IncomingMessage, response: ServerResponse): void {
  const [, , status = '', times = ''] = url.split('/');
  const count = (asked.get(url) ?? 0) + 1;
  asked.set(url, count);
  response.statusCode = count <= Number(times) ? Number(status) : 200;
  response.end();
}

function takeASecond(_: IncomingMessage, response: ServerResponse): void {
  setTimeout(() => response.end(), 1000).unref();
}

describeDataPlane('a failed request', () => {
  let mesh: RunningMesh;
  let closed: { readonly address: string; readonly stop: () => Promise<void> };

  beforeAll(async () => {
    mesh = await startMesh(shop, {
      applications: {
        flaky: () => (request, response) =>
          request.url === '/slow' ? takeASecond(request, response) : fail(request, response),
        strict: () => takeASecond,
      },
    });
    closed = await startPretender({ address: nextAddress(), identity: 'mesh/dev-shop/virtualNode/pair' });
  }, 60_000);
  afterAll(async () => {
    await closed?.stop();
    await mesh?.stop();
  }, 20_000);

  let key = 0;
  const call = async (service: string, status: number, times: number, method = 'GET') => {
    const path = `/fail/${status}/${times}/${(key += 1)}`;
    const reply = await mesh.call('caller', service, { path, method });
    return { status: reply.status, tries: asked.get(path) };
  };

  it.each([
    ['default', 503, 2, { status: 200, tries: 3 }],
    ['default', 504, 2, { status: 200, tries: 3 }],
    ['default', 503, 9, { status: 503, tries: 3 }],
    ['default', 500, 9, { status: 500, tries: 1 }],
    ['default', 409, 9, { status: 409, tries: 1 }],
    ['once', 503, 9, { status: 503, tries: 1 }],
    ['stubborn', 500, 4, { status: 200, tries: 5 }],
    ['stubborn', 505, 9, { status: 505, tries: 5 }],
    ['stubborn', 409, 9, { status: 409, tries: 1 }],
    ['conflict', 409, 2, { status: 200, tries: 3 }],
    ['conflict', 503, 9, { status: 503, tries: 1 }],
  ])(
    'of service %s with %i is tried as the route says (%i bad answers)',
    async (service, status, times, seen) => {
      expect(await call(service, status, times)).toEqual(seen);
    },
  );

  it.each(['POST', 'PATCH'])(
    'of a %s is tried again as well, where the route says on what',
    async (method) => {
      expect(await call('stubborn', 500, 4, method)).toEqual({ status: 200, tries: 5 });
      expect(await call('conflict', 409, 2, method)).toEqual({ status: 200, tries: 3 });
    },
  );

  it('is tried by one hop of a gateway alone: three times, not nine', async () => {
    const path = '/fail/503/99/gateway';
    expect((await mesh.enter('ingress', { path })).status).toBe(503);
    expect(asked.get(path)).toBe(3);
  });

  it('to a task that takes no connection is tried at another one, and only where the route says so', async () => {
    const [alive] = mesh.dns.addresses.get('pair.shop.local') ?? [];
    mesh.dns.addresses.set('pair.shop.local', [alive ?? '', closed.address]);
    const bad = async (service: string) => {
      const calls = Array.from({ length: 20 }, () => mesh.call('caller', service));
      return (await Promise.all(calls)).filter(({ status }) => status === 503).length;
    };
    await until('the second task is known', async () => (await bad('pair-once')) > 0);
    expect(await bad('pair')).toBe(0);
  }, 20_000);

  it('that takes longer than the route says ends with 504', async () => {
    expect((await mesh.call('caller', 'hasty', { path: '/slow' })).status).toBe(504);
    expect((await mesh.call('caller', 'once', { path: '/slow' })).status).toBe(200);
  });

  it("that takes longer than the callee's listener says ends with 504 as well", async () => {
    expect((await mesh.call('caller', 'strict')).status).toBe(504);
  });
});
