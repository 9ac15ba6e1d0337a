/** When a route retries, in App Mesh's words. Without `retry.on`, App Mesh's own default holds. */
import type { Protocol } from '../../mesh/protocol';
import type { Reached, Resolution } from '../../mesh/resolve';
import { isGrpcEvent, type Retry, type RetryEvent } from '../../mesh/traffic/retry';
import { ENVOY_TIMEOUT, type Timeout } from '../../mesh/traffic/timeout';
import { renderDuration } from './duration';

/** App Mesh's default for every method: its policy does not know methods. */
const httpDefault: readonly RetryEvent[] = ['connection-error', 'gateway-error', 'stream-error'];
const grpcDefault: readonly RetryEvent[] = ['cancelled', ...httpDefault, 'unavailable'];

export interface RetryPolicyRefs {
  readonly timeout: Timeout | undefined;
  readonly protocol: Protocol;
}

/** App Mesh has separate lists for connection failures, gRPC's codes and answers of HTTP. */
export function renderRetryPolicy(retry: Retry, { timeout, protocol }: RetryPolicyRefs) {
  const on = retry.on ?? (protocol === 'grpc' ? grpcDefault : httpDefault);
  const grpc = on.filter(isGrpcEvent);
  const tcp = on.filter((event) => event === 'connection-error');
  const http = on.filter((event) => event !== 'connection-error' && !isGrpcEvent(event));
  return {
    maxRetries: retry.maxRetries,
    perRetryTimeout: renderDuration(retry.perRetryTimeout ?? equalPart(retry, timeout)),
    ...(grpc.length > 0 && { grpcRetryEvents: grpc }),
    ...(http.length > 0 && { httpRetryEvents: http }),
    ...(tcp.length > 0 && { tcpRetryEvents: tcp }),
  };
}

/** What `explain` adds if App Mesh's default retries more than the answer says: it retries every method. */
export function noteOnRetries(found: Resolution): string | undefined {
  if (found.kind === 'lost' || found.maxTries === found.maxAttempts || !isByDefault(found)) return undefined;
  return `on target app-mesh it may be executed ${found.maxAttempts} times: App Mesh's default retries every method, and each try gets an equal part of the time`;
}

/** No value of `retry.on` means this event. */
const isByDefault = ({ retryOn }: Reached) => retryOn.includes('not-reached');

/** App Mesh needs a time for each try, and all tries must fit in the time of the request. */
function equalPart({ maxRetries }: Retry, timeout: Timeout | undefined) {
  const { milliseconds } = timeout?.perRequest ?? ENVOY_TIMEOUT;
  return { milliseconds: Math.floor(milliseconds / (maxRetries + 1)) };
}

/**
 * Written explicitly: a route without a policy gets App Mesh's default of two retries (aws-app-mesh-roadmap#229). The
 * time of a try also limits the first one, so it is the time of the whole request.
 */
export function renderNoRetries(timeout: Timeout | undefined) {
  return {
    maxRetries: 0,
    perRetryTimeout: renderDuration(timeout?.perRequest ?? ENVOY_TIMEOUT),
    tcpRetryEvents: ['connection-error'],
  };
}
