/** How long a request, and a silent connection, may take. */
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

/** How long nothing may be said, where Envoy's own time would cut a request that may take longer than that. */
export function idleOf({ idle, perRequest }: Timeout): Duration | undefined {
  if (idle !== undefined || perRequest === undefined) return idle;
  return perRequest.milliseconds > ENVOY_IDLE.milliseconds ? perRequest : undefined;
}

export interface TcpTimeout {
  /** How long a connection may carry nothing; 0 turns it off. @default - Envoy's own 5 minutes per stream, or `perRequest` where that is longer */
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
