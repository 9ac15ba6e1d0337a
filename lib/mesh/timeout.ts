/** How long a request, and a silent connection, may take. */
import { type Duration, seconds } from './duration';
import { elsewhere } from './elsewhere';
import { checkLimit } from './limit';
import { limits } from './limits';
import type { Problem } from './problem';
import { duration, fields, fieldsIn, optional } from './shape';

/** Envoy's own time per request. */
export const ENVOY_TIMEOUT = seconds(15);

export interface TcpTimeout {
  /** How long a connection may carry nothing; 0 turns it off. @default - Envoy's own 5 minutes per stream */
  readonly idle?: Duration;
  /** There is no request that could take time. */
  readonly perRequest?: never;
}

export interface Timeout extends Omit<TcpTimeout, 'perRequest'> {
  /**
   * From the request's end to the answer's end; 0 turns it off. Of gRPC from the call's beginning, and a shorter
   * `grpc-timeout` of the caller counts.
   * @default - Envoy's own 15 seconds
   */
  readonly perRequest?: Duration;
}

export const timeoutShape = fieldsIn(elsewhere.timeout)<Timeout>({
  perRequest: optional(duration),
  idle: optional(duration),
});
export const tcpTimeoutShape = fields<Omit<TcpTimeout, 'perRequest'>>({ idle: optional(duration) });

export function validateTimeout(timeout: Timeout | undefined, where: string): Problem[] {
  return [
    ...checkLimit(limits.perRequestTimeout, timeout?.perRequest, where),
    ...checkLimit(limits.idleTimeout, timeout?.idle, where),
  ];
}
