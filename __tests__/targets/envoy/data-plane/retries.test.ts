/** What is tried again where the application says nothing: what cannot have been executed, or may be executed twice. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer } from 'node:http2';
import { grpc, http, http2, seconds } from '../../../../lib/mesh';
import { isRepeatable } from '../../../../lib/mesh/traffic/retry';
import { NOT_REACHED_HEADER } from '../../../../lib/targets/envoy/bootstrap/not-reached';
import { aMesh, aNode } from '../../../../lib/testing';
import { describeDataPlane } from '../../../support/envoy';
import { requestGrpc, requestHttp2 } from '../../../support/http2';
import { type RunningMesh, startMesh } from './running-mesh';
import { until } from './until';

const shop = aMesh({
  nodes: {
    caller: aNode({
      listeners: [],
      backends: ['default', 'mixed', 'halved', 'narrow', 'refusing', 'prices', 'slow', 'wrapped'],
    }),
    flaky: aNode(),
    pair: aNode(),
    narrow: aNode({
      listeners: [http(3000, { connectionPool: { maxConnections: 1, maxPendingRequests: 1 } })],
    }),
    refusing: aNode({ listeners: [http2(3000)] }),
    prices: aNode({ listeners: [grpc(3000)] }),
    // Hands on what it reads of its backend, headers too.
    wrapper: aNode({ backends: ['gone'] }),
    gone: aNode(),
  },
  services: {
    default: { to: 'flaky' },
    mixed: {
      routes: {
        once: { match: { prefix: '/once' }, targets: { flaky: 1 }, retry: false },
        own: { match: { prefix: '/own' }, targets: { flaky: 1 }, retry: { on: ['client-error'] } },
        default: { targets: { flaky: 1 } },
      },
    },
    slow: { routes: { all: { targets: { flaky: 1 }, timeout: { perRequest: seconds(3) } } } },
    halved: { to: 'pair' },
    narrow: { to: 'narrow' },
    refusing: { to: 'refusing' },
    prices: { to: 'prices' },
    gone: { to: 'gone' },
    wrapped: { to: 'wrapper' },
  },
  gateways: {
    ingress: {
      listener: http(8080),
      routes: { all: { service: 'default' }, gone: { service: 'gone', match: { prefix: '/gone' } } },
    },
  },
}).at({ stage: 'dev' });

const METHODS = ['GET', 'HEAD', 'OPTIONS', 'PUT', 'DELETE', 'POST', 'PATCH'];

/** By path, so that each test has its own. */
const asked = new Map<string, number>();

/** `/<key>/reset`, `/<key>/marked`, `/<key>/slow` or `/<key>/<status>`: always the same. */
function answer({ url = '', socket }: IncomingMessage, response: ServerResponse): void {
  asked.set(url, (asked.get(url) ?? 0) + 1);
  const end = url.split('/').pop() ?? '';
  if (end === 'reset') return void socket.destroy();
  if (end === 'slow') return void setTimeout(() => response.end(), 2000).unref();
  if (end === 'marked') response.setHeader(NOT_REACHED_HEADER, 'UF');
  response.statusCode = Number(end) || 503;
  response.end();
}

describeDataPlane('without a word of the application, a failed', () => {
  let mesh: RunningMesh;
  const refusing = createServer();
  let refused = 0;

  beforeAll(async () => {
    const nothing = () => 'nothing' as const;
    mesh = await startMesh(shop, {
      counts: { pair: 2 },
      applications: {
        flaky: () => answer,
        pair: (task) => (_, response) => void response.end(String(task)),
        narrow: () => (_, response) => void setTimeout(() => response.end(), 300).unref(),
        refusing: nothing,
        prices: nothing,
        gone: nothing,
        wrapper: () => (request, response) => {
          const { host, port } = mesh.addressOf('wrapper', 'gone');
          void fetch(`http://${host}:${port}`, { method: 'POST' }).then((reply) => {
            asked.set(request.url ?? '', (asked.get(request.url ?? '') ?? 0) + 1);
            response.writeHead(reply.status, {
              [NOT_REACHED_HEADER]: reply.headers.get(NOT_REACHED_HEADER) ?? 'none',
            });
            response.end();
          });
        },
      },
    });
    const [task] = mesh.tasks('refusing');
    refusing.on('stream', (stream) => {
      refused += 1;
      stream.on('error', () => undefined).close(7);
    });
    await new Promise<void>((resolve) => refusing.listen(3000, task?.address, resolve));
  }, 60_000);
  afterAll(async () => {
    refusing.close();
    await mesh?.stop();
  }, 20_000);

  let key = 0;
  const call = async (method: string, end: string, { service = 'default', at = '' } = {}) => {
    const path = `${at}/${(key += 1)}/${end}`;
    const { status } = await mesh.call('caller', service, { path, method });
    return { status, tries: asked.get(path) ?? 0 };
  };

  describe.each(METHODS)('%s', (method) => {
    const tries = isRepeatable(method) ? 3 : 1;

    it.each(['502', '503', '504'])(
      `that its application answers with %s is executed ${tries} times`,
      async (end) => {
        expect(await call(method, end)).toEqual({ status: Number(end), tries });
      },
    );

    it(`whose connection breaks is executed ${tries} times`, async () => {
      expect(await call(method, 'reset')).toEqual({ status: 503, tries });
    });

    it.each(['500', '501', '505', '409', '429'])(
      'that its application answers with %s is executed once',
      async (end) => {
        expect(await call(method, end)).toEqual({ status: Number(end), tries: 1 });
      },
    );
  });

  it('POST whose answer pretends that no application was reached is executed once: the mark is Envoy’s', async () => {
    expect(await call('POST', 'marked')).toEqual({ status: 503, tries: 1 });
    const wrapped = `/${(key += 1)}`;
    const reply = await mesh.call('caller', 'wrapped', { path: wrapped, method: 'POST' });
    expect(reply).toMatchObject({ status: 503 });
    expect(asked.get(wrapped)).toBe(1);
  });

  it('POST, or GET, that takes longer than a third of its time is executed once, and its answer arrives', async () => {
    for (const method of ['POST', 'GET'])
      expect(await call(method, 'slow', { service: 'slow' })).toEqual({ status: 200, tries: 1 });
  }, 10_000);

  it.each([
    ['/once', '503', 1],
    ['/own', '503', 1],
    ['/own', '409', 3],
    ['', '503', 3],
  ])('GET is tried as its own route says, beside others of its service: %s/…/%s', async (at, end, tries) => {
    expect(await call('GET', end, { service: 'mixed', at })).toEqual({ status: Number(end), tries });
  });

  it('POST to a task whose application is gone, and whose Envoy still is, goes to another one', async () => {
    const post = () => mesh.call('caller', 'halved', { method: 'POST' });
    const answered = new Set<string>();
    await until('both tasks answer', async () => answered.add((await post()).body).size === 2);
    await mesh.tasks('pair')[0]?.stopApplication();
    const statuses = new Set<number>();
    for (let count = 0; count < 40; count += 1) statuses.add((await post()).status);
    expect(statuses).toEqual(new Set([200]));
    expect(await retries('pair')).toBeGreaterThan(3);
  }, 30_000);

  it('POST that its task refuses, because it has too many, is tried again', async () => {
    const posts = Array.from({ length: 4 }, () => mesh.call('caller', 'narrow', { method: 'POST' }));
    const statuses = (await Promise.all(posts)).map(({ status }) => status);
    expect(statuses).toContain(503);
    expect(await retries('narrow')).toBeGreaterThan(0);
  });

  it('POST that its application refuses unread is tried again', async () => {
    await requestHttp2({ ...mesh.addressOf('caller', 'refusing'), headers: { ':method': 'POST' } });
    expect(refused).toBe(3);
  });

  it('call of gRPC is tried again where no application was reached, and where its application fails it is not', async () => {
    const at = mesh.addressOf('caller', 'prices');
    const { headers } = await requestGrpc({ ...at, path: '/shop.Prices/Get' });
    expect(headers['grpc-status']).toBe('14');
    expect(await retries('prices')).toBe(2);
    const server = createServer().on('stream', (stream) => {
      asked.set('prices', (asked.get('prices') ?? 0) + 1);
      stream.respond(
        { ':status': 200, 'content-type': 'application/grpc', 'grpc-status': '14' },
        { endStream: true },
      );
    });
    await new Promise<void>((resolve) => server.listen(3000, mesh.tasks('prices')[0]?.address, resolve));
    await until('it is reached', async () => {
      await requestGrpc({ ...at, path: '/shop.Prices/Get' });
      return asked.get('prices') !== undefined;
    });
    asked.set('prices', 0);
    await requestGrpc({ ...at, path: '/shop.Prices/Get' });
    expect(asked.get('prices')).toBe(1);
    server.close();
  }, 20_000);

  it('request through a gateway is tried by its method, and no mark leaves the gateway', async () => {
    for (const [method, tries] of [
      ['GET', 3],
      ['POST', 1],
    ] as const) {
      const path = `/gateway-${method}/503`;
      await mesh.enter('ingress', { path, method });
      expect(asked.get(path)).toBe(tries);
    }
    const { status, headers } = await mesh.enter('ingress', { path: '/gone', method: 'POST' });
    expect(status).toBe(503);
    expect(headers).not.toHaveProperty(NOT_REACHED_HEADER);
  });

  it.each([
    ['x-envoy-retry-on', '5xx'],
    ['x-envoy-retry-on', 'gateway-error,retriable-4xx'],
    ['x-envoy-max-retries', '9'],
    ['x-envoy-retriable-status-codes', '503'],
    ['x-envoy-retriable-header-names', 'date'],
    ['x-envoy-upstream-rq-per-try-timeout-ms', '1'],
    ['x-envoy-hedge-on-per-try-timeout', 'true'],
    [NOT_REACHED_HEADER, 'UF'],
  ])('POST or GET from outside is not steered by its client: %s: %s', async (name, value) => {
    for (const sender of ['203.0.113.9', '10.1.2.3'])
      for (const [method, tries] of [
        ['POST', 1],
        ['GET', 3],
      ] as const) {
        const path = `/${(key += 1)}/503`;
        await mesh.enter('ingress', { path, method, headers: { 'x-forwarded-for': sender, [name]: value } });
        expect([method, asked.get(path)]).toEqual([method, tries]);
      }
  });

  /** Retries of the caller’s cluster of the node, so far. */
  async function retries(node: string): Promise<number> {
    const { body } = await (mesh
      .tasks('caller')[0]
      ?.envoy.admin(`/stats?filter=${node}.*upstream_rq_retry$`) ?? { body: '' });
    return Number(/: ([0-9]+)/.exec(body)?.[1]);
  }
});
