/** How long a request may take, and how long a connection may be silent. */
import { type Duration, minutes, seconds } from '../duration';
import { elsewhere } from '../checks/misplaced-fields';
import { checkLimit } from '../checks/limit';
import { limits } from '../checks/limits';
import type { Problem } from '../checks/problem';
import { duration } from '../checks/shape';
import { fields, fieldsIn, optional } from '../checks/fields';

/** Envoy's own time per request. */
export const ENVOY_TIMEOUT = seconds(15);

/** Envoy's own time without a byte, of a request and its answer: `stream_idle_timeout`. */
export const ENVOY_IDLE = minutes(5);

/** How long a connection may be silent, if Envoy's own idle time would end a request that may take longer. */
export function idleOf({ idle, perRequest }: Timeout): Duration | undefined {
  if (idle !== undefined || perRequest === undefined) return idle;
  return perRequest.milliseconds > ENVOY_IDLE.milliseconds ? perRequest : undefined;
}

export interface TcpTimeout {
  /**
   * How long a connection may carry nothing; 0 turns it off. @default - Envoy's own 5 minutes per stream, or `perRequest`
   * if that is longer
   */
  readonly idle?: Duration;
  /** TCP has no request that could take time. */
  readonly perRequest?: never;
}

export interface Timeout extends Omit<TcpTimeout, 'perRequest'> {
  /**
   * From the end of the request to the end of the answer; 0 turns it off. For gRPC from the beginning of the call; a
   * shorter `grpc-timeout` of the caller counts.
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
