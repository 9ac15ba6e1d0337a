/** Calls one address as fast as it answers, over a fixed number of connections that stay open. */
import { Agent } from 'node:http';
import type { HostPort } from '../../lib/targets/envoy/bootstrap/address';
import { get } from '../support/http';

export interface Load {
  readonly requests: number;
  readonly connections: number;
}

/** Milliseconds that each request took, sorted. Whatever is not 200 ends it. */
export async function load(target: HostPort, { requests, connections }: Load): Promise<number[]> {
  const agent = new Agent({ keepAlive: true, maxSockets: connections });
  const times: number[] = [];
  let begun = 0;
  const callInTurn = async () => {
    while (begun < requests) {
      begun += 1;
      const start = performance.now();
      await call(target, agent);
      times.push(performance.now() - start);
    }
  };
  try {
    await Promise.all(Array.from({ length: connections }, callInTurn));
  } finally {
    agent.destroy();
  }
  return times.sort((a, b) => a - b);
}

async function call(target: HostPort, agent: Agent): Promise<void> {
  const { status } = await get({ ...target, agent, path: '/items/7' });
  if (status !== 200) throw new Error(`${target.host}:${target.port} answered ${status}`);
}

/** The value that a share of the sorted ones does not exceed. */
export function percentile(sorted: readonly number[], share: number): number {
  return sorted[Math.ceil(sorted.length * share) - 1] ?? NaN;
}
