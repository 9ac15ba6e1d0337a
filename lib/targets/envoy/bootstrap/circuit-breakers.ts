/** How many requests and connections a cluster takes at once. Envoy's own limit, 1,024, fits no node, so each one is written. */
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
 * A callee that fails all its requests would get three times as many. So at most a fifth of what is under way to it may be
 * further tries, which is Envoy's own share of a budget and not written; and always ten at once, so that a dead task costs a
 * caller of few requests none (decision 0017).
 */
const BUDGET: RetryBudget = { min_retry_concurrency: 10 };

/** A caller's limits for a callee: only retries have a limit. */
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

/** The node's own pool holds at the node, for each protocol. The callers' clusters have no such limit. */
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
