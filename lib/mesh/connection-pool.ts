/** How much a node takes at once; what is over it waits, and what is over the waiting room is refused with 503. */
import { checkLimit } from './limit';
import { limits } from './limits';
import type { Problem } from './problem';
import { fields, number, optional } from './shape';

export interface ConnectionPool {
  /** Connections from the node's Envoy to its application. */
  readonly maxConnections: number;
  /** Requests that may wait for a connection. @default - no limit */
  readonly maxPendingRequests?: number;
}

export const connectionPoolShape = fields<ConnectionPool>({
  maxConnections: number,
  maxPendingRequests: optional(number),
});

export function validateConnectionPool(pool: ConnectionPool | undefined, where: string): Problem[] {
  return [
    ...checkLimit(limits.maxConnections, pool?.maxConnections, where),
    ...checkLimit(limits.maxPendingRequests, pool?.maxPendingRequests, where),
  ];
}
