/** Which failed requests are tried again, by the caller's Envoy and without the caller noticing. */
import type { Duration } from './duration';
import { checkLimit } from './limit';
import { limits } from './limits';
import type { Problem } from './problem';
import { problems } from './problems';
import { duration, fields, number, optional, texts } from './shape';
import { ENVOY_TIMEOUT, type Timeout } from './timeout';

/**
 * `server-error` 500 to 508, 510, 511 · `gateway-error` 502, 503, 504 · `client-error` 409 ·
 * `stream-error` a refused stream · `connection-error` no connection.
 */
export const retryEvents = [
  'client-error',
  'connection-error',
  'gateway-error',
  'server-error',
  'stream-error',
] as const;
export type RetryEvent = (typeof retryEvents)[number];

export interface RetryDefinition {
  /** Tries after the first one, 1 to 10. @default 2 */
  readonly maxRetries?: number;
  /**
   * How long each try may take, the first one too; 0 turns it off.
   * @default - the route's time per request, 15 seconds unless it says another, in equal parts for all tries
   */
  readonly perRetryTimeout?: Duration;
  /** What counts as failed. @default gateway-error, stream-error and connection-error */
  readonly on?: readonly RetryEvent[];
}

export type Retry = Required<RetryDefinition>;

export const retryShape = fields<RetryDefinition>({
  maxRetries: optional(number),
  perRetryTimeout: optional(duration),
  on: optional(texts),
});

/** App Mesh's best practices for HTTP routes: at least two retries, on these events. */
export function completeRetry(definition: RetryDefinition = {}, timeout: Timeout = {}): Retry {
  const { maxRetries = 2 } = definition;
  const { milliseconds } = timeout.perRequest ?? ENVOY_TIMEOUT;
  return {
    maxRetries,
    perRetryTimeout: definition.perRetryTimeout ?? {
      milliseconds: Math.max(0, Math.floor(milliseconds / (maxRetries + 1))),
    },
    on: [...(definition.on ?? ['connection-error', 'gateway-error', 'stream-error'])].sort(),
  };
}

export function validateRetry(retry: Retry | undefined, where: string): Problem[] {
  if (retry === undefined) return [];
  const unknown = retry.on.filter((event) => !retryEvents.includes(event));
  return [
    ...checkLimit(limits.maxRetries, retry.maxRetries, where),
    ...checkLimit(limits.perRetryTimeout, retry.perRetryTimeout, where),
    ...(retry.on.length === 0 ? [problems.retryEventsEmpty(where)] : []),
    ...unknown.map((event) => problems.retryEventUnknown(where, event, retryEvents)),
  ];
}
