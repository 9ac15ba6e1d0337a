/** What ours is measured against does the same: otherwise its figures would say nothing. */
import { havingField } from '../targets/envoy/bootstraps';
import { describeWithEnvoy, validateBootstrap } from '../support/envoy';
import { byHand, ours } from './measured-mesh';

const addresses = { ingress: '127.0.0.1', web: '127.0.0.2', api: '127.0.0.3' };
const refs = { resolver: { host: '127.0.0.4', port: 53 }, traceSink: { host: '127.0.0.4', port: 2000 } };
const pairs = Object.keys(addresses).map((name, index) => ({
  name,
  own: ours(addresses, refs)[index],
  other: byHand(addresses, refs)[index],
}));

/** All values of a field, in the order of the listeners and clusters. */
const every = (bootstrap: unknown, field: string) => havingField(bootstrap, field).map((each) => each[field]);

const without = (names: readonly string[], value: unknown): unknown =>
  JSON.parse(JSON.stringify(value, (key, each: unknown) => (names.includes(key) ? undefined : each)));

describe.each(pairs)('the smallest Envoy of $name', ({ own, other }) => {
  it.each([
    'admin',
    'overload_manager',
    'per_connection_buffer_limit_bytes',
    'ignore_global_conn_limit',
    'request_headers_timeout',
    'early_header_mutation_extensions',
    'headers_with_underscores_action',
    'codec_type',
    'address',
    'access_log',
    'retry_policy',
    'retry_budget',
    'request_headers_to_add',
    'local_reply_config',
    'response_headers_to_remove',
    'host_rewrite_literal',
    'use_remote_address',
    'wait_for_warm_on_init',
    'cluster_type',
    'sampling_rule_manifest',
    'daemon_endpoint',
  ])('has the same %s', (field) => {
    expect(without(['name'], every(other, field))).toEqual(without(['name'], every(own, field)));
  });

  it('checks the same things as often, whatever the names', () => {
    const checks = (bootstrap: unknown) =>
      without(['host', 'service_name_matcher'], every(bootstrap, 'health_checks'));
    expect(checks(other)).toEqual(checks(own));
    expect(every(other, 'service_name_matcher')).toHaveLength(every(own, 'service_name_matcher').length);
  });

  it('keeps connections as long', () => {
    const isNotEnvoysOwn = (timeout: unknown) => timeout !== '3600s';
    const timeouts = (bootstrap: unknown) => every(bootstrap, 'idle_timeout').filter(isNotEnvoysOwn);
    expect(timeouts(other)).toEqual(timeouts(own));
  });

  it('has the same filters', () => {
    const filters = (bootstrap: unknown) =>
      without(['name', 'cluster_min_healthy_percentages'], every(bootstrap, 'http_filters'));
    expect(filters(other)).toEqual(filters(own));
  });

  it('is smaller', () => {
    expect(JSON.stringify(other).length).toBeLessThan(JSON.stringify(own).length);
  });
});

describeWithEnvoy('every smallest Envoy', () => {
  it.each(pairs)('is taken by Envoy, without a warning: $name', async ({ other }) => {
    expect(await validateBootstrap(other)).toEqual({ ok: true, log: '' });
  });
});
