/** Which packages of a tree are only for development, only optional, or only peers of another package. */
import type { LockFlags } from './lock-file';

/** `from` needs `to`; the root is the empty location. */
export interface LockEdge {
  readonly from: string;
  readonly to: string;
  readonly dev: boolean;
  readonly optional: boolean;
  readonly peer: boolean;
}

/** As npm's calcDepFlags: a package has a flag if every path from the root to it has such an edge. */
export function flagsOf(edges: readonly LockEdge[]): ReadonlyMap<string, LockFlags> {
  const withoutDev = reachable(edges.filter((edge) => !edge.dev));
  const withoutOptional = reachable(edges.filter((edge) => !edge.optional));
  const withoutBoth = reachable(edges.filter((edge) => !edge.dev && !edge.optional));
  const withoutPeer = reachable(edges.filter((edge) => !edge.peer));
  const flags = (location: string): LockFlags => {
    const dev = !withoutDev.has(location);
    const optional = !withoutOptional.has(location);
    const devOptional = !dev && !optional && !withoutBoth.has(location);
    return {
      ...(dev && { dev }),
      ...(optional && { optional }),
      ...(devOptional && { devOptional }),
      ...(!withoutPeer.has(location) && { peer: true }),
    };
  };
  return new Map([...new Set(edges.map((edge) => edge.to))].map((location) => [location, flags(location)]));
}

function reachable(edges: readonly LockEdge[]): ReadonlySet<string> {
  const next = new Map<string, string[]>();
  for (const { from, to } of edges) {
    const known = next.get(from);
    if (known === undefined) next.set(from, [to]);
    else known.push(to);
  }
  const reached = new Set<string>(['']);
  const queue = [''];
  for (let from = queue.pop(); from !== undefined; from = queue.pop()) {
    for (const to of next.get(from) ?? []) {
      if (reached.has(to)) continue;
      reached.add(to);
      queue.push(to);
    }
  }
  return reached;
}
