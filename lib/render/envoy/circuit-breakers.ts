/** How much a cluster takes at once. Envoy's own limit of 1,024 is nobody's decision, so every one is written. */
import type { ConnectionPool, RequestPool } from '../../mesh/connection-pool';

/** App Mesh's default for every threshold: no limit. */
const OPEN = 2_147_483_647;

export interface CircuitBreakers {
  readonly thresholds: readonly [
    {
      readonly max_connections: number;
      readonly max_pending_requests: number;
      readonly max_requests: number;
      readonly max_retries: number;
    },
  ];
}

/** The node's own pool, of whatever protocol, at the node: the callers' clusters stay open. */
export function renderCircuitBreakers(pool: Partial<ConnectionPool & RequestPool> = {}): CircuitBreakers {
  return {
    thresholds: [
      {
        max_connections: pool.maxConnections ?? OPEN,
        max_pending_requests: pool.maxPendingRequests ?? OPEN,
        max_requests: pool.maxRequests ?? OPEN,
        max_retries: OPEN,
      },
    ],
  };
}
