/** Where a hand-written Envoy sends requests. */
import { TYPE, type Place } from './listeners';

export const endpoint = (cluster: string, address: string, port: number) => ({
  load_assignment: {
    cluster_name: cluster,
    endpoints: [
      { lb_endpoints: [{ endpoint: { address: { socket_address: { address, port_value: port } } } }] },
    ],
  },
});

/** Node's HTTP server closes a connection after 5 idle seconds, so Envoy closes it before. */
export function application({ address }: Place) {
  return {
    name: 'app',
    type: 'STATIC',
    wait_for_warm_on_init: false,
    ...endpoint('app', address, 3000),
    health_checks: [
      {
        ...CHECK,
        healthy_threshold: 1,
        // Asked each second while it is down, so that it is in use soon after it listens.
        no_traffic_interval: '1s',
        no_traffic_healthy_interval: '5s',
        unhealthy_interval: '1s',
        http_health_check: asking('app'),
      },
    ],
    typed_extension_protocol_options: {
      'envoy.extensions.upstreams.http.v3.HttpProtocolOptions': {
        '@type': `${TYPE}.extensions.upstreams.http.v3.HttpProtocolOptions`,
        common_http_protocol_options: { idle_timeout: '4s' },
        explicit_http_config: { http_protocol_options: {} },
      },
    },
  };
}

/** Found by DNS, and checked by each caller; the callee says its name, and a start waits for no other task. */
export function tasksOf(name: string, { resolver: { host: address, port } }: Place) {
  return {
    name,
    cluster_type: {
      name: 'envoy.clusters.dns',
      typed_config: {
        '@type': `${TYPE}.extensions.clusters.dns.v3.DnsCluster`,
        respect_dns_ttl: true,
        dns_lookup_family: 'V4_ONLY',
        typed_dns_resolver_config: {
          name: 'envoy.network.dns_resolver.cares',
          typed_config: {
            '@type': `${TYPE}.extensions.network.dns_resolver.cares.v3.CaresDnsResolverConfig`,
            resolvers: [{ socket_address: { address, port_value: port } }],
          },
        },
      },
    },
    wait_for_warm_on_init: false,
    circuit_breakers: { thresholds: [{ retry_budget: { min_retry_concurrency: 10 } }] },
    ...endpoint(name, `${name}.shop.local`, 23_000),
    health_checks: [
      { ...CHECK, http_health_check: { ...asking(name), service_name_matcher: { exact: name } } },
    ],
  };
}

const CHECK = {
  timeout: '2s',
  interval: '5s',
  no_traffic_interval: '5s',
  healthy_threshold: 2,
  unhealthy_threshold: 2,
};

const asking = (host: string) => ({ path: '/health', host, retriable_statuses: [{ start: 100, end: 600 }] });
