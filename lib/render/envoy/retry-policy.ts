/** Which failures of a route are tried again, at another task. */
import type { Retry, RetryEvent } from '../../mesh/retry';
import { type EnvoyDuration, renderDuration } from './duration';

export interface RetryPolicy {
  readonly retry_on: string;
  readonly retriable_status_codes?: readonly number[];
  readonly num_retries: number;
  readonly per_try_timeout?: EnvoyDuration;
  readonly retry_host_predicate: readonly [
    {
      readonly name: 'previous_hosts';
      readonly typed_config: {
        readonly '@type': 'type.googleapis.com/envoy.extensions.retry.host.previous_hosts.v3.PreviousHostsPredicate';
      };
    },
  ];
  readonly host_selection_retry_max_attempts: 5;
}

/** App Mesh's events in Envoy's words. `reset` is a connection that broke before the answer. */
const events: Readonly<Record<RetryEvent, { readonly on: string; readonly codes?: readonly number[] }>> = {
  cancelled: { on: 'cancelled' },
  'client-error': { on: 'retriable-status-codes', codes: [409] },
  'connection-error': { on: 'connect-failure' },
  'deadline-exceeded': { on: 'deadline-exceeded' },
  'gateway-error': { on: 'reset,retriable-status-codes', codes: [502, 503, 504] },
  internal: { on: 'internal' },
  'resource-exhausted': { on: 'resource-exhausted' },
  'server-error': {
    on: 'reset,retriable-status-codes',
    codes: [500, 501, 502, 503, 504, 505, 506, 507, 508, 510, 511],
  },
  'stream-error': { on: 'refused-stream' },
  unavailable: { on: 'unavailable' },
};

export function renderRetryPolicy({ maxRetries, perRetryTimeout, on }: Retry): RetryPolicy {
  const chosen = on.map((event) => events[event]);
  const words = new Set(chosen.flatMap(({ on: word }) => word.split(',')));
  const codes = new Set(chosen.flatMap(({ codes = [] }) => codes));
  return {
    retry_on: [...words].sort().join(','),
    ...(codes.size > 0 && { retriable_status_codes: [...codes].sort((a, b) => a - b) }),
    num_retries: maxRetries,
    ...(perRetryTimeout.milliseconds > 0 && { per_try_timeout: renderDuration(perRetryTimeout) }),
    retry_host_predicate: [
      {
        name: 'previous_hosts',
        typed_config: {
          '@type': 'type.googleapis.com/envoy.extensions.retry.host.previous_hosts.v3.PreviousHostsPredicate',
        },
      },
    ],
    host_selection_retry_max_attempts: 5,
  };
}
