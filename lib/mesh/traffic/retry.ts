/** Which failed requests the caller's Envoy tries again, without the caller noticing. */
import type { Duration } from '../duration';
import { checkLimit } from '../checks/limit';
import { limits } from '../checks/limits';
import type { Problem } from '../checks/problem';
import { problems } from '../checks/problems';
import type { Protocol } from '../protocol';
import { duration, number, texts } from '../checks/shape';
import { fields, optional } from '../checks/fields';

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

/** gRPC's own codes, which come with HTTP status 200. Routes of gRPC know the HTTP reasons too. */
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
   * How long each try may take, the first one included; 0 for no limit. A try that is cut off may have been executed.
   * @default - none; target `app-mesh` needs one, so there the route's time per request is divided equally among all
   * tries
   */
  readonly perRetryTimeout?: Duration;
  /**
   * Which failures are tried again, for every method. A POST is repeated on them too, and may be executed more than once.
   * @default - what can be repeated without harm, by method: see {@link retryReasons}. On target `app-mesh` App Mesh's
   * own default for every method: gateway-error, stream-error and connection-error; for gRPC also cancelled and
   * unavailable
   */
  readonly on?: readonly RetryEvent[];
}

export interface Retry {
  readonly maxRetries: number;
  readonly perRetryTimeout?: Duration;
  /** Sorted. Absent for the target's default. */
  readonly on?: readonly RetryEvent[];
}

export const retryShape = fields<RetryDefinition>({
  maxRetries: optional(number),
  perRetryTimeout: optional(duration),
  on: optional(texts),
});

/** App Mesh's best practices: at least two retries. */
export function completeRetry({ maxRetries = 2, perRetryTimeout, on }: RetryDefinition = {}): Retry {
  return { maxRetries, ...(perRetryTimeout && { perRetryTimeout }), ...(on && { on: [...on].sort() }) };
}

/** Methods that may be executed twice without harm: RFC 9110, 9.2.2. TRACE is not used. */
export const repeatableMethods = ['DELETE', 'GET', 'HEAD', 'OPTIONS', 'PUT'] as const;

/** `not-reached`: the Envoy of the task says that its application has not got the request. */
export type RetryReason = RetryEvent | 'not-reached';

/**
 * After these failures no application has executed anything: there was no connection, or it refused the request unread.
 */
const harmless: readonly RetryReason[] = ['connection-error', 'not-reached', 'stream-error'];
const byDefault: readonly RetryReason[] = [
  'connection-error',
  'gateway-error',
  'not-reached',
  'stream-error',
];

export const isHarmless = (reason: RetryReason) => harmless.includes(reason);

export const isRepeatable = (method: string) => repeatableMethods.some((each) => each === method);

/**
 * Why a request is tried again, sorted. By default only if it cannot have been executed, or if its method may be executed
 * twice. A gRPC call is a POST.
 */
export function retryReasons({ on }: Retry, mayRepeat: boolean): readonly RetryReason[] {
  return on ?? (mayRepeat ? byDefault : harmless);
}

export function validateRetry(retry: Retry | undefined, protocol: Protocol, where: string): Problem[] {
  if (retry === undefined) return [];
  const known: readonly RetryEvent[] =
    protocol === 'grpc' ? [...grpcRetryEvents, ...httpRetryEvents].sort() : httpRetryEvents;
  const unknown = retry.on?.filter((event) => !known.includes(event)) ?? [];
  return [
    ...checkLimit(limits.maxRetries, retry.maxRetries, where),
    ...checkLimit(limits.perRetryTimeout, retry.perRetryTimeout, where),
    ...(retry.on?.length === 0 ? [problems.retryEventsEmpty(where)] : []),
    ...unknown.map((event) => problems.retryEventUnknown(where, event, known)),
  ];
}
