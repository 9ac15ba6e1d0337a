/**
 * Which failures of a route are tried again, at another task. `method-retries.ts` has the retries that depend on the
 * method.
 */
import type { Retry, RetryEvent } from '../../../mesh/traffic/retry';
import { type EnvoyDuration, renderDuration } from './duration';
import { NOT_REACHED_HEADER } from './not-reached';

export interface RetryPolicy {
  readonly retry_on: string;
  readonly retriable_status_codes?: readonly number[];
  readonly retriable_headers?: readonly [{ readonly name: string }];
  readonly num_retries: number;
  readonly per_try_timeout?: EnvoyDuration;
  readonly retry_host_predicate: readonly [
    {
      readonly name: 'others';
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

/**
 * For every method, if the application declares no `retry`: failures after which no application has executed anything.
 * `reset-before-request` is a connection that broke before the request was sent.
 */
const HARMLESS = 'connect-failure,refused-stream,reset-before-request';

/** @param isOutside the targets have no Envoy that marks requests which were not reached */
export function renderRetryPolicy(retry: Retry, { isOutside }: { readonly isOutside: boolean }): RetryPolicy {
  const { maxRetries, perRetryTimeout } = retry;
  return {
    ...renderConditions(retry, isOutside),
    num_retries: maxRetries,
    ...(perRetryTimeout &&
      perRetryTimeout.milliseconds > 0 && { per_try_timeout: renderDuration(perRetryTimeout) }),
    retry_host_predicate: [
      {
        name: 'others',
        typed_config: {
          '@type': 'type.googleapis.com/envoy.extensions.retry.host.previous_hosts.v3.PreviousHostsPredicate',
        },
      },
    ],
    host_selection_retry_max_attempts: 5,
  };
}

function renderConditions(
  { on }: Retry,
  isOutside: boolean,
): Pick<RetryPolicy, 'retry_on' | 'retriable_status_codes' | 'retriable_headers'> {
  if (on === undefined)
    return isOutside
      ? { retry_on: HARMLESS }
      : { retry_on: `${HARMLESS},retriable-headers`, retriable_headers: [{ name: NOT_REACHED_HEADER }] };
  const chosen = on.map((event) => events[event]);
  const words = new Set(chosen.flatMap(({ on: word }) => word.split(',')));
  const codes = new Set(chosen.flatMap(({ codes = [] }) => codes));
  return {
    retry_on: [...words].sort().join(','),
    ...(codes.size > 0 && { retriable_status_codes: [...codes].sort((a, b) => a - b) }),
  };
}

/** The policy of a route without `retry`. Further failures are retried depending on the method. */
export function isDefaultPolicy(policy: RetryPolicy | undefined): boolean {
  return policy?.retry_on.startsWith(HARMLESS) === true;
}
