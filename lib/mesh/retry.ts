/** Which failed requests are tried again, by the caller's Envoy and without the caller noticing. */
import type { Duration } from './duration';
import { checkLimit } from './limit';
import { limits } from './limits';
import type { Problem } from './problem';
import { problems } from './problems';
import type { Protocol } from './protocol';
import { duration, fields, number, optional, texts } from './shape';
import { ENVOY_TIMEOUT, type Timeout } from './timeout';

/**
 * `server-error` 500 to 508, 510, 511 · `gateway-error` 502, 503, 504 · `client-error` 409 ·
 * `stream-error` a refused stream · `connection-error` no connection.
 */
export const httpRetryEvents = [
  'client-error',
  'connection-error',
  'gateway-error',
  'server-error',
  'stream-error',
] as const;

/** Codes of gRPC's own, which come with HTTP's 200. Its routes know the others, too. */
export const grpcRetryEvents = [
  'cancelled',
  'deadline-exceeded',
  'internal',
  'resource-exhausted',
  'unavailable',
] as const;

export type GrpcRetryEvent = (typeof grpcRetryEvents)[number];
export type RetryEvent = (typeof httpRetryEvents)[number] | GrpcRetryEvent;

export function isGrpcEvent(event: RetryEvent): event is GrpcRetryEvent {
  return grpcRetryEvents.some((each) => each === event);
}

export interface RetryDefinition {
  /** Tries after the first one, 1 to 10. @default 2 */
  readonly maxRetries?: number;
  /**
   * How long each try may take, the first one too; 0 turns it off.
   * @default - the route's time per request, 15 seconds unless it says another, in equal parts for all tries
   */
  readonly perRetryTimeout?: Duration;
  /** What counts as failed. @default - gateway-error, stream-error and connection-error; for gRPC cancelled and unavailable, too */
  readonly on?: readonly RetryEvent[];
}

export type Retry = Required<RetryDefinition>;

export const retryShape = fields<RetryDefinition>({
  maxRetries: optional(number),
  perRetryTimeout: optional(duration),
  on: optional(texts),
});

/** App Mesh's best practices: at least two retries, on these events. */
export function completeRetry(
  definition: RetryDefinition = {},
  timeout: Timeout = {},
  protocol: Protocol = 'http',
): Retry {
  const { maxRetries = 2 } = definition;
  const { milliseconds } = timeout.perRequest ?? ENVOY_TIMEOUT;
  return {
    maxRetries,
    perRetryTimeout: definition.perRetryTimeout ?? {
      milliseconds: Math.max(0, Math.floor(milliseconds / (maxRetries + 1))),
    },
    on: [...(definition.on ?? (protocol === 'grpc' ? defaultGrpcEvents : defaultHttpEvents))].sort(),
  };
}

const defaultHttpEvents: readonly RetryEvent[] = ['connection-error', 'gateway-error', 'stream-error'];
const defaultGrpcEvents: readonly RetryEvent[] = [...defaultHttpEvents, 'cancelled', 'unavailable'];

export function validateRetry(retry: Retry | undefined, protocol: Protocol, where: string): Problem[] {
  if (retry === undefined) return [];
  const known: readonly RetryEvent[] =
    protocol === 'grpc' ? [...grpcRetryEvents, ...httpRetryEvents].sort() : httpRetryEvents;
  const unknown = retry.on.filter((event) => !known.includes(event));
  return [
    ...checkLimit(limits.maxRetries, retry.maxRetries, where),
    ...checkLimit(limits.perRetryTimeout, retry.perRetryTimeout, where),
    ...(retry.on.length === 0 ? [problems.retryEventsEmpty(where)] : []),
    ...unknown.map((event) => problems.retryEventUnknown(where, event, known)),
  ];
}
