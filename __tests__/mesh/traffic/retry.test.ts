/** A failed request is tried again by the caller's Envoy, where that does no harm or the application asks for it. */
import { grpc, http, http2, type Listener, type RetryDefinition, seconds, tcp } from '../../../lib/mesh';
import {
  completeRetry,
  grpcRetryEvents,
  httpRetryEvents,
  isHarmless,
  isRepeatable,
  retryReasons,
} from '../../../lib/mesh/traffic/retry';
import type { RouteDefinition } from '../../../lib/mesh/route';
import { aMesh, aNode, type MeshParts } from '../../../lib/testing';
import { codesOf } from '../problems-of';

it('is what the application says', () => {
  const retry = { maxRetries: 1, perRetryTimeout: seconds(1), on: ['client-error', 'server-error'] as const };
  expect(completeRetry(retry)).toEqual(retry);
});

describe('without a word of the application', () => {
  it('is two more tries, each without a time of its own', () => {
    expect(completeRetry()).toEqual({ maxRetries: 2 });
  });

  it.each(['GET', 'HEAD', 'OPTIONS', 'PUT', 'DELETE'])('a %s may be executed twice', (method) => {
    expect(retryReasons(completeRetry(), isRepeatable(method))).toEqual([
      'connection-error',
      'gateway-error',
      'not-reached',
      'stream-error',
    ]);
  });

  it.each(['POST', 'PATCH', 'TRACE', 'CONNECT', 'LOCK', 'get'])(
    'a %s is repeated unexecuted alone',
    (method) => {
      const reasons = retryReasons(completeRetry(), isRepeatable(method));
      expect(reasons).toEqual(['connection-error', 'not-reached', 'stream-error']);
      expect(reasons.every(isHarmless)).toBe(true);
    },
  );

  it('of TCP is none: nothing of a connection can be tried again', () => {
    expect(routeOf(tcp(3000), {})?.retry).toBeUndefined();
  });
});

it('on words of its own is of every method: a POST is repeated, too', () => {
  const retry = completeRetry({ on: ['server-error'] });
  expect(retryReasons(retry, isRepeatable('POST'))).toEqual(['server-error']);
  expect(retryReasons(retry, isRepeatable('GET'))).toEqual(['server-error']);
});

describe('an event', () => {
  const codes = (listener: Listener, retry: RetryDefinition) => codesOf(service(listener, { retry }));

  it.each(grpcRetryEvents)('%s is of gRPC alone', (event) => {
    expect(codes(grpc(3000), { on: [event] })).toEqual([]);
    expect(codes(http(3000), { on: [event] })).toEqual(['retry-event-unknown']);
    expect(codes(http2(3000), { on: [event] })).toEqual(['retry-event-unknown']);
  });

  it.each(httpRetryEvents)('%s is of all that have requests', (event) => {
    for (const listener of [http(3000), http2(3000), grpc(3000)])
      expect(codes(listener, { on: [event] })).toEqual([]);
    expect(codes(tcp(3000), { on: [event] })).toContain('route-protocol');
  });
});

const service = (listener: Listener, route: Partial<RouteDefinition>): MeshParts => ({
  nodes: { web: aNode({ listeners: [listener] }) },
  services: { web: { routes: { default: { targets: { web: 1 }, ...route } } } },
});
const routeOf = (listener: Listener, route: Partial<RouteDefinition>) =>
  aMesh(service(listener, route)).at({ stage: 'dev' }).services[0]?.routes[0];
