/** What Envoys cost: CPU time, latency and memory. */
import { benchCost } from './envoy-cost';
import { benchMemory } from './envoy-memory';
import type { Figure } from './figures';

/** Nothing where the system does not tell what a process used. */
export async function benchEnvoy(): Promise<Figure[]> {
  if (process.platform === 'linux') return [...(await benchCost()), ...(await benchMemory())];
  console.log('SKIPPED: what Envoys cost is read from /proc, which only Linux has');
  return [];
}
