/** Where a node or a gateway takes requests. The one place a port is written; all else derives from it. */
import { type ConnectionPool, connectionPoolShape, validateConnectionPool } from './connection-pool';
import {
  completeHealthCheck,
  type HealthCheck,
  type HealthCheckDefinition,
  healthCheckShape,
  validateHealthCheck,
} from './health-check';
import { checkLimit } from './limit';
import { limits } from './limits';
import { type OutlierDetection, outlierDetectionShape, validateOutlierDetection } from './outlier-detection';
import type { Problem } from './problem';
import { fields, leaf, number, optional } from './shape';
import { type Timeout, timeoutShape, validateTimeout } from './timeout';

export interface HttpListenerOptions {
  /** A path, or the whole check. @default - no health check */
  readonly health?: string | HealthCheckDefinition;
  /** @default - Envoy's own */
  readonly timeout?: Timeout;
  /** @default - no limit */
  readonly connectionPool?: ConnectionPool;
  /** @default - no task is ejected */
  readonly outlierDetection?: OutlierDetection;
}

/** HTTP/1.1. Further protocols become further members of {@link Listener}, told apart by `protocol`. */
export interface HttpListener {
  readonly protocol: 'http';
  readonly port: number;
  readonly healthCheck?: HealthCheck;
  readonly timeout?: Timeout;
  readonly connectionPool?: ConnectionPool;
  readonly outlierDetection?: OutlierDetection;
}

export type Listener = HttpListener;

/** @example http(3000, { health: '/health' }) */
export function http(port: number, options: HttpListenerOptions = {}): HttpListener {
  const { health, ...rest } = options;
  const check = typeof health === 'string' ? { path: health } : health;
  return { protocol: 'http', port, ...rest, ...(check && { healthCheck: completeHealthCheck(check) }) };
}

export const listenerShape = fields<Listener>({
  protocol: leaf('"http"', (protocol) => protocol === 'http'),
  port: number,
  healthCheck: optional(healthCheckShape),
  timeout: optional(timeoutShape),
  connectionPool: optional(connectionPoolShape),
  outlierDetection: optional(outlierDetectionShape),
});

export function validateListener(listener: Listener, where: string): Problem[] {
  return [
    ...checkLimit(limits.port, listener.port, where),
    ...(listener.healthCheck ? validateHealthCheck(listener.healthCheck, `${where} > health check`) : []),
    ...validateTimeout(listener.timeout, `${where} > timeout`),
    ...validateConnectionPool(listener.connectionPool, `${where} > connection pool`),
    ...validateOutlierDetection(listener.outlierDetection, `${where} > outlier detection`),
  ];
}
