/** A failed request is tried again by the caller's Envoy; all tries together fit the time that the request has. */
import { seconds } from '../../lib/mesh';
import { completeRetry } from '../../lib/mesh/retry';
import type { Timeout } from '../../lib/mesh/timeout';

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
