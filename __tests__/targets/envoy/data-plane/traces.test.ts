import { createSocket, type Socket } from 'node:dgram';
import { setTimeout as sleep } from 'node:timers/promises';
import { http } from '../../../../lib/mesh';
import { aMesh, aNode } from '../../../../lib/testing';
import { describeDataPlane } from '../../../support/envoy';
import { type Answer, nextAddress, type RunningMesh, startMesh } from './running-mesh';
import { until } from './until';

const shop = aMesh({
  nodes: {
    client: aNode({ backends: ['backend'], listeners: [http(3000, { health: '/health' })] }),
    backend: aNode(),
  },
  services: { client: { to: 'client' }, backend: { to: 'backend' } },
  gateways: { ingress: { listener: http(8080), routes: { all: { service: 'client' } } } },
  tracing: { samplingRate: 1 },
}).at({ stage: 'dev' });

/** X-Ray's, as its daemon gets them: a line about the format, then the segment. */
interface Segment {
  readonly name: string;
  readonly id: string;
  readonly trace_id: string;
  readonly parent_id?: string;
  readonly annotations: { readonly direction: 'ingress' | 'egress' };
  readonly http: { readonly request: { readonly url: string } };
}

describeDataPlane('one request from outside', () => {
  let mesh: RunningMesh;
  let daemon: Socket;
  const segments: Segment[] = [];

  beforeAll(async () => {
    const host = nextAddress();
    daemon = createSocket('udp4', (message) => {
      segments.push(JSON.parse(message.toString('utf8').split('\n')[1] ?? '') as Segment);
    });
    await new Promise<void>((resolve) => daemon.bind(0, host, resolve));
    // As every traced application must, it hands the trace on.
    const client: Answer = (request, response) => {
      const trace = String(request.headers['x-amzn-trace-id']);
      void mesh
        .call('client', 'backend', { path: '/inner', headers: { 'x-amzn-trace-id': trace } })
        .then(({ body }) => response.end(body));
    };
    mesh = await startMesh(shop, {
      applications: {
        client: () => (request, response) =>
          request.url === '/health' ? response.end() : client(request, response),
      },
      traceSink: { host, port: daemon.address().port },
    });
    await mesh.enter('ingress', { path: '/outer' });
    await until('the segments have come', () => segments.length >= 4);
  }, 60_000);
  afterAll(async () => {
    daemon?.close();
    await mesh?.stop();
  }, 20_000);

  it('is one trace: gateway, client, the call of the client, backend, each the parent of the next', () => {
    const path: Segment[] = [];
    for (let next = segments.find((each) => !each.parent_id); next;) {
      path.push(next);
      const { id } = next;
      next = segments.find(({ parent_id: parent }) => parent === id);
    }
    expect(path.map(({ name, annotations }) => `${name} ${annotations.direction}`)).toEqual([
      'dev-shop/ingress ingress',
      'dev-shop/client ingress',
      'dev-shop/client egress',
      'dev-shop/backend ingress',
    ]);
    expect(new Set(path.map(({ trace_id: trace }) => trace)).size).toBe(1);
  });

  it('is all that is traced: health checks are not', () => {
    expect(segments).toHaveLength(4);
    expect(JSON.stringify(segments)).not.toMatch(/\/health|\/ready/);
  });

  it('is one line in the log of each Envoy on the way, and health checks are none', async () => {
    const linesOf = (name: string) => (mesh.tasks(name)[0]?.envoy.output() ?? '').split('\n').filter(Boolean);
    // Envoy writes its log at intervals.
    const lines = () => ['ingress', 'client', 'backend'].map((name) => linesOf(name).length);
    await until('the logs are written', () => lines().join() === '1,2,1');
    expect(linesOf('ingress')).toEqual([expect.stringMatching(/"GET \/outer HTTP\/1.1" 200 .*:23000"$/)]);
    expect(linesOf('client').sort()).toEqual([
      expect.stringMatching(/"GET \/(outer|inner) HTTP\/1.1" 200/),
      expect.stringMatching(/"GET \/(outer|inner) HTTP\/1.1" 200/),
    ]);
    expect(linesOf('backend')).toEqual([expect.stringMatching(/"GET \/inner HTTP\/1.1" 200/)]);
  }, 20_000);
});

describeDataPlane('requests of which none shall be traced', () => {
  it('send no segment, not even the first of a second', async () => {
    const host = nextAddress();
    let segments = 0;
    const daemon = createSocket('udp4', () => void (segments += 1));
    await new Promise<void>((resolve) => daemon.bind(0, host, resolve));
    const silent = aMesh({
      gateways: { ingress: { listener: http(8080), routes: { all: { service: 'web' } } } },
      tracing: { samplingRate: 0 },
    }).at({ stage: 'dev' });
    const mesh = await startMesh(silent, { traceSink: { host, port: daemon.address().port } });
    try {
      for (let request = 0; request < 5; request += 1) expect((await mesh.enter('ingress')).status).toBe(200);
      await sleep(300);
      expect(segments).toBe(0);
    } finally {
      daemon.close();
      await mesh.stop();
    }
  }, 60_000);
});
