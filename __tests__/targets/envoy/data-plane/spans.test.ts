import { http } from '../../../../lib/mesh';
import { aMesh, aNode } from '../../../../lib/testing';
import { type Collector, type Span, startCollector } from '../../../support/collector';
import { describeWithEnvoy } from '../../../support/envoy';
import { nextAddress, type RunningMesh, startMesh } from './running-mesh';
import { until } from './until';

const shop = (samplingRate: number) =>
  aMesh({
    nodes: {
      client: aNode({ backends: ['backend'], listeners: [http(3000, { health: '/health' })] }),
      backend: aNode(),
    },
    services: { client: { to: 'client' }, backend: { to: 'backend' } },
    gateways: { ingress: { listener: http(8080), routes: { all: { service: 'client' } } } },
    tracing: { samplingRate, tracer: 'opentelemetry' },
  }).at({ stage: 'dev' });

const started: { readonly stop: () => Promise<void> }[] = [];
afterAll(() => Promise.all(started.map(({ stop }) => stop())), 20_000);

/** A client that hands on `traceparent` and nothing else, as every traced application must. */
async function start(
  samplingRate: number,
): Promise<{ readonly mesh: RunningMesh; readonly collector: Collector }> {
  const host = nextAddress();
  const collector = await startCollector(host);
  started.push(collector);
  const mesh: RunningMesh = await startMesh(shop(samplingRate), {
    applications: {
      client: () => (request, response) => {
        const { traceparent } = request.headers;
        if (request.url === '/health') return void response.end();
        void mesh
          .call('client', 'backend', { path: '/inner', headers: { traceparent: String(traceparent) } })
          .then(({ body }) => response.end(body));
      },
    },
    traceSink: { host, port: collector.port },
  });
  started.push(mesh);
  return { mesh, collector };
}

/** From the first span on, each the parent of the next. */
function pathOf(spans: readonly Span[], first: Span | undefined): Span[] {
  return first === undefined
    ? []
    : [
        first,
        ...pathOf(
          spans,
          spans.find(({ parent }) => parent === first.id),
        ),
      ];
}

const WAY = [
  ['dev-shop/ingress', 'server'],
  ['dev-shop/client', 'server'],
  ['dev-shop/client', 'client'],
  ['dev-shop/backend', 'server'],
];

describeWithEnvoy('one request from outside, traced for OpenTelemetry,', () => {
  let spans: readonly Span[] = [];
  beforeAll(async () => {
    const { mesh, collector } = await start(1);
    await mesh.enter('ingress', { path: '/outer' });
    ({ spans } = collector);
    // An Envoy sends its spans every five seconds, or five at once.
    await until('the spans have come', () => spans.length >= 4);
  }, 60_000);

  it('is one trace: gateway, client, the call of the client, backend, each the parent of the next', () => {
    const path = pathOf(
      spans,
      spans.find(({ parent }) => parent === ''),
    );
    expect(path.map(({ service, kind }) => [service, kind])).toEqual(WAY);
    expect(new Set(path.map(({ trace }) => trace)).size).toBe(1);
  });

  it('is named after who answers: a call after its callee', () => {
    const named = spans.flatMap(({ kind, attributes }) =>
      kind === 'client' ? attributes['peer.service'] : [],
    );
    expect(named).toEqual(['backend.shop.local:3000']);
    expect(spans.filter(({ kind, attributes }) => kind === 'server' && 'peer.service' in attributes)).toEqual(
      [],
    );
  });

  it('is all that is traced: health checks are not', () => {
    expect(spans).toHaveLength(4);
    expect(JSON.stringify(spans)).not.toMatch(/\/health|\/ready/);
  });
});

describeWithEnvoy('whoever calls the mesh', () => {
  it('decides whether the request is traced, where it says so; else no request is at rate 0', async () => {
    const { mesh, collector } = await start(0);
    const trace = '4bf92f3577b34da6a3ce929d0e0e4736';
    const parent = '00f067aa0ba902b7';
    await mesh.enter('ingress', { path: '/unasked' });
    await mesh.enter('ingress', { path: '/declined', headers: { traceparent: `00-${trace}-${parent}-00` } });
    await mesh.enter('ingress', { path: '/asked', headers: { traceparent: `00-${trace}-${parent}-01` } });
    await until('the spans have come', () => collector.spans.length >= 4).catch(() =>
      console.log(JSON.stringify(collector.spans, null, 1)),
    );
    const { spans } = collector;
    const path = pathOf(
      spans,
      spans.find((span) => span.parent === parent),
    );
    expect(path.map(({ service, kind }) => [service, kind])).toEqual(WAY);
    expect(spans).toHaveLength(4);
    expect(path.every((span) => span.trace === trace)).toBe(true);
  }, 60_000);
});
