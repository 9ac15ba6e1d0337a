/** How many requests `resolve()` answers in a second, without the reasons. */
import { exact } from '../../lib/mesh';
import type { RouteMatch } from '../../lib/mesh';
import { type MeshRequest, resolve } from '../../lib/mesh/resolve';
import { aMesh, aNode } from '../../lib/testing';
import type { Figure } from './figures';

const ROUTES = 50;
/** 200,000 a second. */
const MAX_MICROSECONDS = 5;
const ROUNDS = 5;
const REQUESTS_PER_ROUND = 250_000;

/** One route of each kind in turn, and a request that takes it, so that requests are spread over all routes. */
const kinds: readonly ((number: number) => { match: RouteMatch; request: Partial<MeshRequest> })[] = [
  (number) => ({ match: { prefix: `/p${number}/` }, request: { path: `/p${number}/items?page=2` } }),
  (number) => ({ match: { path: exact(`/p${number}`) }, request: { path: `/p${number}` } }),
  (number) => ({
    match: { prefix: `/p${number}/`, headers: { 'x-canary': exact('yes') } },
    request: { path: `/p${number}/items`, headers: { 'X-Canary': 'yes', accept: 'text/html' } },
  }),
  (number) => ({
    match: { prefix: `/p${number}/`, method: 'POST' },
    request: { path: `/p${number}/items`, method: 'POST' },
  }),
  (number) => ({
    match: { prefix: `/p${number}/`, queryParameters: { q: exact('1') } },
    request: { path: `/p${number}/items?page=2&q=1` },
  }),
];

/** Median of several rounds; the application is read before, as it is once for all requests. */
export function benchResolve(): Figure {
  const { application, requests } = fiftyRoutes();
  const times = Array.from({ length: ROUNDS + 1 }, () => timeRound(application, requests)).slice(1);
  const measured = times.sort((a, b) => a - b)[Math.floor(ROUNDS / 2)] ?? Infinity;
  return {
    what: `resolve() on a router with ${ROUTES} routes, CPU time a request`,
    measured,
    bound: MAX_MICROSECONDS,
    unit: ' µs',
    aside: `${Math.round(1000 / measured)},000 a second`,
  };
}

function fiftyRoutes() {
  const made = Array.from({ length: ROUTES }, (_, number) => kinds[number % kinds.length]?.(number));
  const routes = made.flatMap((one, number) =>
    one ? [[`route-${number}`, { match: one.match, targets: { a: 90, b: 10 } }] as const] : [],
  );
  const application = aMesh({
    nodes: { caller: aNode({ listeners: [], backends: ['web'] }), a: aNode(), b: aNode() },
    services: { web: { routes: Object.fromEntries(routes) } },
  }).at({ stage: 'dev' });
  const requests = made.map((one): MeshRequest => ({ from: 'caller', to: 'web', ...one?.request }));
  return { application, requests };
}

/** Microseconds of CPU a request. */
function timeRound(application: Parameters<typeof resolve>[0], requests: readonly MeshRequest[]): number {
  const before = process.cpuUsage();
  for (let asked = 0; asked < REQUESTS_PER_ROUND; asked += requests.length) {
    for (const [number, request] of requests.entries()) {
      const found = resolve(application, request);
      if (found.kind === 'lost' || found.route !== `route-${number}`)
        throw new Error(`request ${number} does not take its route`);
    }
  }
  const { user, system } = process.cpuUsage(before);
  return (user + system) / REQUESTS_PER_ROUND;
}
