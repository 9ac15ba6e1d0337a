/** A misspelt field of Envoy does not compile: `tsc` would complain about each of these comments if it did. */
import { renderCircuitBreakers } from '../../../lib/targets/envoy/bootstrap/circuit-breakers';
import type { EnvoyCluster } from '../../../lib/targets/envoy/bootstrap/cluster';
import { renderDuration } from '../../../lib/targets/envoy/bootstrap/duration';
import type { Route } from '../../../lib/targets/envoy/bootstrap/route';

const cluster = {
  name: 'web',
  connect_timeout: '1s',
  circuit_breakers: renderCircuitBreakers(),
} as const satisfies EnvoyCluster;

it('a cluster has the fields that Envoy knows', () => {
  // @ts-expect-error -- its name is wait_for_warm_on_init
  const misspelt: EnvoyCluster = { ...cluster, wait_for_warm_init: false };
  // @ts-expect-error -- a length of time has a unit
  const noUnit: EnvoyCluster = { ...cluster, connect_timeout: '1' };
  expect([misspelt, noUnit]).toHaveLength(2);
});

it('a route leads to one cluster or to several, never to none', () => {
  // @ts-expect-error -- neither cluster nor weighted_clusters
  const nowhere: Route = { match: { prefix: '/' }, route: { timeout: '15s' } };
  expect(nowhere).toBeDefined();
});

it.each([
  [0, '0s'],
  [250, '0.25s'],
  [1500, '1.5s'],
  [90_000, '90s'],
])('%d ms are %s', (milliseconds, text) => {
  expect(renderDuration({ milliseconds })).toBe(text);
});
