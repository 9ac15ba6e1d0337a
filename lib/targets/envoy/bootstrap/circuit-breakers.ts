/**
 * How many requests and connections a cluster takes at once. Envoy's default of 1,024 fits no node, so each limit is
 * written.
 */
import type { ConnectionPool, RequestPool } from '../../../mesh/traffic/connection-pool';

/** App Mesh's default for every threshold: no limit. */
const OPEN = 2_147_483_647;

export interface CircuitBreakers {
  readonly thresholds: readonly [
    {
      readonly max_connections: number;
      readonly max_pending_requests: number;
      readonly max_requests: number;
      readonly max_retries?: number;
      readonly retry_budget?: RetryBudget;
    },
  ];
}

interface RetryBudget {
  readonly min_retry_concurrency: number;
}

/**
 * A callee that fails all its requests would get three times as many. So at most a fifth of the requests in flight to it
 * may be retries; this is Envoy's default share of a retry budget, and is not written. Ten retries at once are always
 * allowed, so that a caller with few requests loses none to a dead task (decision 0017).
 */
const BUDGET: RetryBudget = { min_retry_concurrency: 10 };

/** A caller's limits for a callee: only retries are limited. */
export function renderCallerBreakers(): CircuitBreakers {
  return {
    thresholds: [
      {
        max_connections: OPEN,
        max_pending_requests: OPEN,
        max_requests: OPEN,
        retry_budget: BUDGET,
      },
    ],
  };
}

/** The node's own pool is enforced at the node, for each protocol. The callers' clusters have no such limit. */
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
