/** Split routes: a real Envoy sends each node its share. */
import { Agent } from 'node:http';
import { http } from '../../lib/mesh';
import { resolve } from '../../lib/mesh/resolve';
import { aMesh, aNode } from '../../lib/testing';
import { describeDataPlane } from '../support/envoy';
import { startAskedMesh } from './asked-mesh';
import { bothTails, findUnlikely } from './shares';

describe('chance', () => {
  it('is what the binomial distribution says', () => {
    // Ten throws of a coin: 11 of 1024 ways have at most one head.
    expect(bothTails(1, 10, 0.5)).toBeCloseTo((2 * 11) / 1024, 12);
    expect(bothTails(9, 10, 0.5)).toBeCloseTo((2 * 11) / 1024, 12);
    expect(bothTails(5, 10, 0.5)).toBe(1);
    // A die: no six in four throws.
    expect(bothTails(0, 4, 1 / 6)).toBeCloseTo(2 * (5 / 6) ** 4, 12);
  });

  it('does not explain one answer of a node that gets none', () => {
    expect(findUnlikely({ a: 999, b: 1 }, { a: 1 })).toEqual([
      { node: 'a', count: 999, probability: 0 },
      { node: 'b', count: 1, probability: 0 },
    ]);
  });

  it('explains what is near the share, and nothing ten points off', () => {
    expect(findUnlikely({ a: 520, b: 480 }, { a: 0.5, b: 0.5 })).toEqual([]);
    expect(findUnlikely({ a: 800, b: 200 }, { a: 0.9, b: 0.1 }).map(({ node }) => node)).toEqual(['a', 'b']);
  });
});

/** Weights of nodes a, b, c. */
const SPLITS: readonly (readonly [number, number, number])[] = [
  [50, 50, 0],
  [90, 10, 0],
  [99, 1, 0],
  [1, 1, 1],
  [60, 30, 10],
  [0, 100, 0],
  [5, 0, 95],
  [33, 33, 34],
  [2, 3, 5],
  [70, 29, 1],
  [1, 99, 0],
];
const REQUESTS = 1000;

const named = SPLITS.map((weights, index) => ({ service: `split-${index}`, weights }));
const shop = aMesh({
  nodes: {
    a: aNode({ listeners: [http(3000)] }),
    b: aNode(),
    c: aNode(),
    caller: aNode({ listeners: [], backends: named.map(({ service }) => service) }),
  },
  services: Object.fromEntries(
    named.map(({ service, weights: [a, b, c] }) => [service, { routes: { all: { targets: { a, b, c } } } }]),
  ),
}).at({ stage: 'dev' });

describeDataPlane('a route that is split', () => {
  const agent = new Agent({ keepAlive: true, maxSockets: 8 });
  let mesh: Awaited<ReturnType<typeof startAskedMesh>>;
  beforeAll(async () => {
    mesh = await startAskedMesh(shop, { agent });
  }, 30_000);
  afterAll(async () => {
    agent.destroy();
    await mesh.stop();
  });

  const ask = (to: string) => ({ from: 'caller', to, protocol: 'http' }) as const;

  async function countAnswers(service: string): Promise<Record<string, number>> {
    const counts: Record<string, number> = {};
    const outcomes = await Promise.all(Array.from({ length: REQUESTS }, () => mesh.ask(ask(service))));
    for (const outcome of outcomes) {
      const by = 'node' in outcome ? outcome.node : outcome.status;
      counts[by] = (counts[by] ?? 0) + 1;
    }
    return counts;
  }

  function sharesOf(service: string): Record<string, number> {
    const found = resolve(shop, ask(service));
    const targets = found.kind === 'reached' ? found.targets : [];
    return Object.fromEntries(targets.map(({ node, probability }) => [node, probability]));
  }

  it.each(named)('gives each its part of 1,000 requests: $weights', async ({ service }) => {
    const counts = await countAnswers(service);
    expect({ counts, unlikely: findUnlikely(counts, sharesOf(service)) }).toEqual({ counts, unlikely: [] });
  });

  it('that had another weight than declared, by ten points, would be found out', async () => {
    const counts = await countAnswers('split-1');
    expect(findUnlikely(counts, { a: 0.8, b: 0.2 }).map(({ node }) => node)).toEqual(['a', 'b']);
  });
});
