import { exact, grpc, not, prefix, present, range, regex, suffix } from '../../../../lib/mesh';
import type { RouteMatch } from '../../../../lib/mesh';
import { aMesh, aNode } from '../../../../lib/testing';
import { describeDataPlane } from '../../../support/envoy';
import { requestGrpc } from '../../../support/http2';
import { type Answer, type RunningMesh, startMesh } from './running-mesh';

type Metadata = Readonly<Record<string, string>>;

interface Case {
  readonly match: RouteMatch;
  readonly hits: readonly Metadata[];
  readonly misses: readonly Metadata[];
}

/** By the name of the service whose one route has the match. */
const CASES: Readonly<Record<string, Case>> = {
  exact: { match: { metadata: { x: exact('a') } }, hits: [{ x: 'a' }], misses: [{ x: 'ab' }, {}] },
  prefix: {
    match: { metadata: { x: prefix('a') } },
    hits: [{ x: 'a' }, { x: 'ab' }],
    misses: [{ x: 'ba' }, {}],
  },
  suffix: {
    match: { metadata: { x: suffix('a') } },
    hits: [{ x: 'a' }, { x: 'ba' }],
    misses: [{ x: 'ab' }, {}],
  },
  regex: {
    match: { metadata: { x: regex('a+') } },
    hits: [{ x: 'a' }, { x: 'aa' }],
    misses: [{ x: 'aab' }, {}],
  },
  range: {
    match: { metadata: { x: range(5, 10) } },
    hits: [{ x: '5' }, { x: '9' }],
    misses: [{ x: '4' }, { x: '10' }, { x: 'seven' }, {}],
  },
  present: { match: { metadata: { x: present() } }, hits: [{ x: 'a' }], misses: [{ y: 'a' }, {}] },
  // Envoy's rule: what is not there is not compared.
  not: { match: { metadata: { x: not(exact('a')) } }, hits: [{ x: 'b' }], misses: [{ x: 'a' }, {}] },
  'not-range': {
    match: { metadata: { x: not(range(5, 10)) } },
    hits: [{ x: '4' }, { x: '10' }, { x: 'seven' }],
    misses: [{ x: '5' }, {}],
  },
  absent: { match: { metadata: { x: not(present()) } }, hits: [{}, { y: 'a' }], misses: [{ x: 'a' }] },
  two: {
    match: { metadata: { x: exact('a'), y: present() } },
    hits: [{ x: 'a', y: 'b' }],
    misses: [{ x: 'a' }, { y: 'b' }],
  },
  method: {
    match: { serviceName: 'shop.Prices', methodName: 'Get', metadata: { x: exact('a') } },
    hits: [{ x: 'a' }],
    misses: [{ x: 'b' }, {}],
  },
};

const services = Object.keys(CASES);

const shop = aMesh({
  nodes: {
    caller: aNode({ listeners: [], backends: services }),
    hit: aNode({ listeners: [grpc(50_051)] }),
    miss: aNode({ listeners: [grpc(50_051)] }),
  },
  services: Object.fromEntries(
    Object.entries(CASES).map(([name, { match }]) => [
      name,
      { routes: { special: { match, targets: { hit: 1 } }, rest: { targets: { miss: 1 } } } },
    ]),
  ),
}).at({ stage: 'dev' });

/** As gRPC ends a call that has worked. */
const say =
  (name: string): Answer =>
  (_, response) => {
    response.setHeader('content-type', 'application/grpc');
    response.addTrailers({ 'grpc-status': '0' });
    response.end(name);
  };

describeDataPlane("a route of gRPC's metadata", () => {
  let mesh: RunningMesh;

  beforeAll(async () => {
    mesh = await startMesh(shop, { applications: { hit: () => say('hit'), miss: () => say('miss') } });
  }, 60_000);
  afterAll(() => mesh?.stop(), 20_000);

  const answers = (service: string, calls: readonly Metadata[]) =>
    Promise.all(
      calls.map(async (metadata) => {
        const call = { ...mesh.addressOf('caller', service), path: '/shop.Prices/Get', headers: metadata };
        const { body, trailers } = await requestGrpc(call);
        return { metadata, by: body, status: trailers['grpc-status'] };
      }),
    );

  it.each(services)('takes what it matches and leaves the rest: %s', async (service) => {
    const { hits = [], misses = [] } = CASES[service] ?? {};
    const by = (name: string) => (metadata: Metadata) => ({ metadata, by: name, status: '0' });
    expect(await answers(service, hits)).toEqual(hits.map(by('hit')));
    expect(await answers(service, misses)).toEqual(misses.map(by('miss')));
  });
});
