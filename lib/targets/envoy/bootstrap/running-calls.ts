/** Reads back from a bootstrap which services its Envoy calls. */

export interface RunningCall {
  readonly node: string;
  /** Port of the node's listener, as in the model. */
  readonly port: number;
}

/** In the form of `egressClusterName`; names of nodes have no `_`. */
const EGRESS_CLUSTER = /^cds_egress_.+_([^_]+)_(?:http|http2|grpc|tcp)_(\d+)$/;

/** The nodes that requests go to, each once. A target of weight 0 gets no requests. */
export function callsOfBootstrap(bootstrap: unknown): RunningCall[] {
  const calls = new Map<string, RunningCall>();
  for (const cluster of clustersIn(bootstrap)) {
    const [, node, port] = EGRESS_CLUSTER.exec(cluster) ?? [];
    if (node !== undefined) calls.set(cluster, { node, port: Number(port) });
  }
  return [...calls.values()];
}

/** Names of the clusters that any route or TCP proxy leads to. */
function clustersIn(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(clustersIn);
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([field, content]) => {
    if (field === 'cluster' && typeof content === 'string') return [content];
    return field === 'weighted_clusters' ? weighted(content) : clustersIn(content);
  });
}

function weighted(value: unknown): string[] {
  const { clusters = [] } = value as { clusters?: readonly { name: string; weight: number }[] };
  return clusters.filter(({ weight }) => weight > 0).map(({ name }) => name);
}
