/** What a caller sees when its time is over, before and after the answer has begun. */
import { once } from 'node:events';
import { connect, createServer, type Server, type Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { grpc, http, http2, milliseconds, seconds, tcp } from '../../../../lib/mesh';
import { aMesh, aNode } from '../../../../lib/testing';
import { describeDataPlane } from '../../../support/envoy';
import { requestGrpc, requestHttp2 } from '../../../support/http2';
import { type Answer, type RunningMesh, startMesh } from './running-mesh';

const forever = { perRequest: seconds(0) };
const short = { perRequest: milliseconds(300) };
const idle = { idle: milliseconds(300) };

const route = (node: string, timeout: object) => ({
  routes: { all: { targets: { [node]: 1 }, retry: false as const, timeout } },
});

const services = {
  web: route('web', short),
  keeper: { to: 'keeper' },
  two: route('two', short),
  prices: route('prices', short),
  'retried-prices': { to: 'prices' },
  'strict-prices': route('strict-prices', forever),
  'unlimited-prices': route('prices', forever),
  quiet: route('web', { ...forever, ...idle }),
  unlimited: route('web', forever),
  strict: route('strict', forever),
  connection: route('database', idle),
  'strict-connection': route('strict-database', {}),
};

const shop = aMesh({
  nodes: {
    caller: aNode({
      listeners: [],
      backends: Object.keys(services),
    }),
    web: aNode({ listeners: [http(3000, { timeout: forever })] }),
    keeper: aNode(),
    two: aNode({ listeners: [http2(3000)] }),
    prices: aNode({ listeners: [grpc(3000, { timeout: forever })] }),
    'strict-prices': aNode({ listeners: [grpc(3000, { timeout: short })] }),
    strict: aNode({ listeners: [http(3000, { timeout: { ...forever, ...idle } })] }),
    database: aNode({ listeners: [tcp(3000)] }),
    'strict-database': aNode({ listeners: [tcp(3000, { timeout: idle })] }),
  },
  services,
}).at({ stage: 'dev' });

/** The time that each call says, as its application reads it; `none` for none. */
const deadlines: (string | string[])[] = [];

/** Never ends an answer. */
const stall: Answer = ({ url, headers }, response) => {
  deadlines.push(headers['grpc-timeout'] ?? 'none');
  if (url === '/begun') response.write('begun');
};

/** Connections to an application that keeps them for longer than Node's usual 5 seconds. */
const kept: Socket[] = [];

const keep: Answer = ({ socket }, response) => {
  kept.push(socket);
  // Node's own clock begins with the end of the answer.
  response.once('finish', () => setImmediate(() => socket.setTimeout(0)));
  response.end();
};

describeDataPlane('when its time is over', () => {
  let mesh: RunningMesh;
  let keptFor: Promise<number>;
  const databases: Server[] = [];

  beforeAll(async () => {
    const nothing = () => 'nothing' as const;
    const answer = () => stall;
    mesh = await startMesh(shop, {
      applications: {
        ...{
          web: answer,
          two: answer,
          prices: answer,
          'strict-prices': answer,
          strict: answer,
          keeper: () => keep,
        },
        ...{ database: nothing, 'strict-database': nothing },
      },
    });
    for (const { address } of ['database', 'strict-database'].flatMap(mesh.tasks)) {
      const server = createServer((socket) => void socket.on('error', () => undefined).resume());
      databases.push(server.listen(3000, address));
      await once(server, 'listening');
    }
    await mesh.call('caller', 'keeper');
    // Takes longer than all else here, so it begins first.
    keptFor = timeUntilEnd(kept[0]);
  }, 60_000);
  afterAll(async () => {
    await mesh?.stop();
    for (const server of databases) server.close();
  }, 20_000);

  const callHttp = (service: string, path: string) =>
    mesh.call('caller', service, { path }).then(
      ({ status, body }) => ({ status, body }),
      ({ code }: NodeJS.ErrnoException) => ({ error: code }),
    );

  it.each([
    ['/silent', { status: 504, body: 'upstream request timeout' }],
    ['/begun', { error: 'ECONNRESET' }],
  ])('a request of HTTP/1.1, the answer being %s, ends with %j', async (path, seen) => {
    expect(await callHttp('web', path)).toEqual(seen);
  });

  it.each([
    ['/silent', { status: 504, body: 'upstream request timeout' }],
    ['/begun', { status: 200, body: 'begun', reset: 'INTERNAL_ERROR' }],
  ])('a request of HTTP/2, the answer being %s, ends with %j', async (path, seen) => {
    const { status, body, reset } = await requestHttp2({
      ...mesh.addressOf('caller', 'two'),
      headers: { ':path': path },
    });
    expect({ status, body, reset }).toEqual(seen);
  });

  it.each([
    // DEADLINE_EXCEEDED, which no client repeats.
    ['/silent', { status: 200, 'grpc-status': '4', body: '' }],
    ['/begun', { status: 200, body: 'begun', reset: 'INTERNAL_ERROR' }],
  ])('a call of gRPC, the answer being %s, ends with %j', async (path, seen) => {
    const call = { ...mesh.addressOf('caller', 'prices'), path };
    const { status, headers, body, reset, trailers } = await requestGrpc(call);
    expect({ status, 'grpc-status': headers['grpc-status'], body, reset }).toEqual(seen);
    expect(trailers).toEqual({});
  });

  it.each([
    ['by the callee’s listener', 'strict-prices', {}],
    ['by the caller, where the route has more time', 'retried-prices', { 'grpc-timeout': '300m' }],
    ['by the caller, where the route has no time', 'unlimited-prices', { 'grpc-timeout': '300m' }],
    ['by the route, where the caller has more time', 'prices', { 'grpc-timeout': '1H' }],
  ])('a call of gRPC that is limited %s ends with 4 and is not tried again', async (_, service, headers) => {
    deadlines.length = 0;
    const start = Date.now();
    const call = { ...mesh.addressOf('caller', service), path: '/silent', headers };
    expect((await requestGrpc(call)).headers['grpc-status']).toBe('4');
    expect(Date.now() - start).toBeLessThan(1500);
    expect(deadlines).toHaveLength(1);
  });

  it.each([
    ['retried-prices', '300m', '300m'],
    ['unlimited-prices', '250m', '250m'],
    ['prices', '1H', '300m'],
  ])('of gRPC, its application knows it: service %s, the caller says %s', async (service, said, read) => {
    deadlines.length = 0;
    const call = { ...mesh.addressOf('caller', service), path: '/silent' };
    await requestGrpc({ ...call, headers: { 'grpc-timeout': said } });
    expect(deadlines).toEqual([read]);
  });

  it.each([
    ['quiet', '/silent', { status: 504, body: 'stream timeout' }],
    ['quiet', '/begun', { error: 'ECONNRESET' }],
    // By the callee's listener in place of the route.
    ['strict', '/silent', { status: 504, body: 'stream timeout' }],
    ['strict', '/begun', { error: 'ECONNRESET' }],
  ])(
    'a request without data (service %s), the answer being %s, ends with %j',
    async (service, path, seen) => {
      expect(await callHttp(service, path)).toEqual(seen);
    },
  );

  it('nothing ends where both the route and the listener say that there is no such time', async () => {
    const answer = callHttp('unlimited', '/begun').catch(String);
    expect(await Promise.race([answer, sleep(700, 'still open')])).toBe('still open');
  });

  it.each(['connection', 'strict-connection'])(
    'a connection without data is closed, by the caller or by the callee: %s',
    async (service) => {
      const duration = await timeUntilEnd(connect(mesh.addressOf('caller', service)).resume());
      expect(duration).toBeGreaterThan(290);
      // Envoy’s own would be an hour.
      expect(duration).toBeLessThan(10_000);
    },
  );

  it('an idle connection to an application is closed by its Envoy, a second before Node would', async () => {
    const duration = await keptFor;
    expect(duration).toBeGreaterThan(3500);
    expect(duration).toBeLessThan(4900);
  }, 10_000);
});

/** Until the other side says that it is. */
async function timeUntilEnd(socket: Socket | undefined): Promise<number> {
  if (socket === undefined) throw new Error('there is a connection');
  const start = Date.now();
  await once(socket, 'end');
  return Date.now() - start;
}
