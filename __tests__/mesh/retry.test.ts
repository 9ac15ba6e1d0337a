/** A failed request is tried again by the caller's Envoy; all tries together fit the time that the request has. */
import { grpc, http, http2, type Listener, type RetryDefinition, seconds, tcp } from '../../lib/mesh';
import { completeRetry, grpcRetryEvents, httpRetryEvents } from '../../lib/mesh/retry';
import type { RouteDefinition } from '../../lib/mesh/route';
import type { Timeout } from '../../lib/mesh/timeout';
import { aMesh, aNode, type MeshParts } from '../../lib/testing';
import { codesOf } from './problems-of';

it.each<[string, number | undefined, Timeout, number]>([
  ['5 seconds each of the 15 that Envoy gives a request', undefined, {}, 5000],
  ['less with more retries', 4, {}, 3000],
  ['more where the route gives the request more', undefined, { perRequest: seconds(60) }, 20_000],
  ['whole milliseconds', 6, {}, 2142],
  ['as long as they like where the route turns the limit off', undefined, { perRequest: seconds(0) }, 0],
])('takes tries %s', (_, maxRetries, timeout, milliseconds) => {
  const retry = completeRetry(maxRetries === undefined ? {} : { maxRetries }, timeout);
  expect(retry.perRetryTimeout).toEqual({ milliseconds });
});

it('is what the application says', () => {
  const retry = { maxRetries: 1, perRetryTimeout: seconds(1), on: ['client-error', 'server-error'] as const };
  expect(completeRetry(retry, { perRequest: seconds(60) })).toEqual(retry);
});

describe('without a word of the application', () => {
  it('is of failures that HTTP knows', () => {
    expect(completeRetry().on).toEqual(['connection-error', 'gateway-error', 'stream-error']);
    expect(completeRetry({}, {}, 'http2').on).toEqual(completeRetry().on);
  });

  it('of gRPC is of two of its own, too', () => {
    expect(completeRetry({}, {}, 'grpc').on).toEqual([
      'cancelled',
      'connection-error',
      'gateway-error',
      'stream-error',
      'unavailable',
    ]);
  });

  it('of TCP is none: nothing of a connection can be tried again', () => {
    expect(routeOf(tcp(3000), {})?.retry).toBeUndefined();
  });
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
