/**
 * How many connections and requests a node takes at once. Further requests wait; if too many wait, the next one gets 503.
 */
import { checkLimit } from '../checks/limit';
import { limits } from '../checks/limits';
import type { Problem } from '../checks/problem';
import { number } from '../checks/shape';
import { fields, optional } from '../checks/fields';

/** The pool of HTTP/1.1. */
export interface ConnectionPool {
  /** Connections from the node's Envoy to its application. */
  readonly maxConnections: number;
  /** Requests that may wait for a connection. @default - no limit */
  readonly maxPendingRequests?: number;
}

/** The pool of HTTP/2 and gRPC: one connection carries many requests. */
export interface RequestPool {
  /** Requests that the node's Envoy has open with its application. */
  readonly maxRequests: number;
}

export interface TcpConnectionPool {
  /** Connections from the node's Envoy to its application. */
  readonly maxConnections: number;
}

export const connectionPoolShape = fields<ConnectionPool>({
  maxConnections: number,
  maxPendingRequests: optional(number),
});
export const requestPoolShape = fields<RequestPool>({ maxRequests: number });
export const tcpConnectionPoolShape = fields<TcpConnectionPool>({ maxConnections: number });

export function validateConnectionPool(
  pool: Partial<ConnectionPool & RequestPool> | undefined,
  where: string,
): Problem[] {
  return [
    ...checkLimit(limits.maxConnections, pool?.maxConnections, where),
    ...checkLimit(limits.maxPendingRequests, pool?.maxPendingRequests, where),
    ...checkLimit(limits.maxRequests, pool?.maxRequests, where),
  ];
}
