import { exact, not, prefix, present, range, regex, suffix } from '../../../../lib/mesh';
import type { RouteMatch } from '../../../../lib/mesh';
import { aMesh, aNode } from '../../../../lib/testing';
import { describeDataPlane } from '../../../support/envoy';
import type { HttpCall } from '../../../support/http';
import { type RunningMesh, startMesh } from './running-mesh';

interface Case {
  readonly match: RouteMatch;
  readonly hits: readonly Partial<HttpCall>[];
  readonly misses: readonly Partial<HttpCall>[];
}

const x = (value: string): Partial<HttpCall> => ({ headers: { x: value } });
const at = (path: string): Partial<HttpCall> => ({ path });

/** By the name of the service whose one route has the match. */
const CASES: Readonly<Record<string, Case>> = {
  'header-exact': {
    match: { headers: { x: exact('yes') } },
    hits: [x('yes')],
    misses: [x('yes!'), x('YES'), {}],
  },
  'header-prefix': { match: { headers: { x: prefix('a') } }, hits: [x('a'), x('ab')], misses: [x('ba'), {}] },
  'header-suffix': { match: { headers: { x: suffix('a') } }, hits: [x('a'), x('ba')], misses: [x('ab'), {}] },
  'header-regex': {
    match: { headers: { x: regex('a{2}b*') } },
    hits: [x('aa'), x('aabb')],
    misses: [x('a'), x('caab'), {}],
  },
  'header-range': {
    match: { headers: { x: range(5, 10) } },
    hits: [x('5'), x('9')],
    misses: [x('4'), x('10'), x('seven'), {}],
  },
  'header-present': { match: { headers: { x: present() } }, hits: [x('1')], misses: [{}] },
  'header-not': {
    // Envoy's rule: what is not there is not compared, and an empty value is there.
    match: { headers: { x: not(exact('no')) } },
    hits: [x('yes'), x('')],
    misses: [x('no'), {}],
  },
  'header-absent': { match: { headers: { x: not(present()) } }, hits: [{}], misses: [x('1')] },
  'header-two': {
    match: { headers: { x: exact('1'), y: exact('2') } },
    hits: [{ headers: { x: '1', y: '2' } }],
    misses: [x('1'), { headers: { y: '2' } }],
  },
  'path-exact': {
    match: { path: exact('/a/b') },
    hits: [at('/a/b'), at('/a/b?c')],
    misses: [at('/a/b/'), at('/a')],
  },
  'path-regex-before-prefix': {
    match: { path: regex('/[0-9]+/x') },
    hits: [at('/12/x'), at('/1/x?y')],
    misses: [at('/a/x'), at('/12/xy')],
  },
  'path-prefix': { match: { prefix: '/a' }, hits: [at('/a'), at('/ab')], misses: [at('/b'), at('/')] },
  method: { match: { method: 'POST' }, hits: [{ method: 'POST' }], misses: [{}, { method: 'PUT' }] },
  query: {
    match: { queryParameters: { q: exact('1') } },
    hits: [at('/?q=1'), at('/?z=0&q=1')],
    misses: [at('/?q=2'), at('/?p=1'), at('/')],
  },
};

const services = Object.keys(CASES);

const shop = aMesh({
  nodes: { caller: aNode({ listeners: [], backends: services }), hit: aNode(), miss: aNode() },
  services: Object.fromEntries(
    Object.entries(CASES).map(([name, { match }]) => [
      name,
      { routes: { special: { match, targets: { hit: 1 } }, rest: { targets: { miss: 1 } } } },
    ]),
  ),
}).at({ stage: 'dev' });

describeDataPlane('a route', () => {
  let mesh: RunningMesh;

  beforeAll(async () => {
    mesh = await startMesh(shop);
  }, 60_000);
  afterAll(() => mesh?.stop(), 20_000);

  const answers = async (service: string, calls: readonly Partial<HttpCall>[]) =>
    Promise.all(
      calls.map(async (call) => ({ ...call, by: (await mesh.call('caller', service, call)).body })),
    );

  it.each(services)('takes what it matches and leaves the rest: %s', async (service) => {
    const { hits = [], misses = [] } = CASES[service] ?? {};
    expect(await answers(service, hits)).toEqual(hits.map((call) => ({ ...call, by: 'hit' })));
    expect(await answers(service, misses)).toEqual(misses.map((call) => ({ ...call, by: 'miss' })));
  });
});
