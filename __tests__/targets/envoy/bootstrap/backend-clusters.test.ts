import { http, seconds } from '../../../../lib/mesh';
import type { HttpListenerOptions } from '../../../../lib/mesh';
import { aNode, type MeshParts } from '../../../../lib/testing';
import { bootstrapsOf, clustersOf } from '../bootstraps';

const calling = (options: HttpListenerOptions = {}): MeshParts => ({
  nodes: {
    web: aNode({ listeners: [http(3000, options)] }),
    caller: aNode({ listeners: [], backends: ['web'] }),
  },
});
const seenByCaller = (options: HttpListenerOptions = {}, ...rest: [Parameters<typeof bootstrapsOf>[1]?]) =>
  clustersOf(bootstrapsOf(calling(options), ...rest)('caller'))[0];
const seenByItself = (options: HttpListenerOptions = {}) =>
  clustersOf(bootstrapsOf(calling(options))('web'))[0];

const NO_LIMIT = 2_147_483_647;
const unlimited = { max_connections: NO_LIMIT, max_pending_requests: NO_LIMIT, max_requests: NO_LIMIT };
const open = { ...unlimited, max_retries: NO_LIMIT };

describe('a node, as its callers see it,', () => {
  it('is found by DNS, and the start does not wait for its tasks', () => {
    expect(seenByCaller()).toMatchObject({
      name: 'cds_egress_dev-shop_web_http_3000',
      connect_timeout: '1s',
      wait_for_warm_on_init: false,
      cluster_type: {
        name: 'dns',
        typed_config: {
          '@type': 'type.googleapis.com/envoy.extensions.clusters.dns.v3.DnsCluster',
          respect_dns_ttl: true,
          dns_lookup_family: 'V4_ONLY',
        },
      },
    });
  });

  it('is asked on its health port, where it declares no check', () => {
    expect(seenByCaller()).toMatchObject({
      load_assignment: {
        endpoints: [
          {
            lb_endpoints: [
              {
                endpoint: {
                  address: { socket_address: { address: 'web.shop.local', port_value: 23_000 } },
                  health_check_config: { port_value: 15_002 },
                },
              },
            ],
          },
        ],
      },
      health_checks: [{ http_health_check: { path: '/ready' } }],
    });
  });

  it('is asked by the way of requests, where it declares one; every status counts once, idle or not', () => {
    const cluster = seenByCaller({
      health: { path: '/health', interval: seconds(10), unhealthyThreshold: 3 },
    });
    expect(cluster?.health_checks).toEqual([
      {
        timeout: '2s',
        interval: '10s',
        no_traffic_interval: '10s',
        healthy_threshold: 2,
        unhealthy_threshold: 3,
        http_health_check: {
          path: '/health',
          host: 'web.shop.local',
          service_name_matcher: { exact: 'mesh/dev-shop/virtualNode/web' },
          retriable_statuses: [{ start: 100, end: 600 }],
        },
      },
    ]);
    expect(JSON.stringify(cluster)).not.toContain('health_check_config');
  });

  it('has its outlier detection there, and is ejected by that rule alone', () => {
    const outlierDetection = {
      maxServerErrors: 5,
      interval: seconds(10),
      baseEjectionDuration: seconds(30),
      maxEjectionPercent: 50,
    };
    expect(seenByCaller({ outlierDetection })?.outlier_detection).toEqual({
      consecutive_5xx: 5,
      interval: '10s',
      base_ejection_time: '30s',
      max_ejection_percent: 50,
      always_eject_one_host: true,
      enforcing_success_rate: 0,
      successful_active_health_check_uneject_host: false,
    });
    expect(seenByItself({ outlierDetection })).not.toHaveProperty('outlier_detection');
  });

  it('has no limit there but that of further tries: its pool is at the node itself', () => {
    const connectionPool = { maxConnections: 10, maxPendingRequests: 5 };
    expect(seenByCaller({ connectionPool })?.circuit_breakers).toEqual({
      thresholds: [{ ...unlimited, retry_budget: { min_retry_concurrency: 10 } }],
    });
    expect(seenByItself({ connectionPool })?.circuit_breakers).toEqual({
      thresholds: [{ ...open, max_connections: 10, max_pending_requests: 5 }],
    });
  });

  it('is tried whole only where no task is healthy', () => {
    expect(seenByCaller()?.common_lb_config).toEqual({ healthy_panic_threshold: { value: 1 } });
  });

  it('may be a list of tasks, each with its own ports, as the local mesh has it', () => {
    const tasks = [
      { host: '127.0.0.2', port: 5001, healthPort: 5002 },
      { host: '127.0.0.3', port: 6001, healthPort: 6002 },
    ];
    const cluster = seenByCaller({}, { endpointsOf: () => ({ kind: 'listed', tasks }) });
    expect(cluster).toMatchObject({ type: 'STATIC', wait_for_warm_on_init: false });
    expect(cluster).not.toHaveProperty('cluster_type');
    expect(cluster?.load_assignment?.endpoints[0].lb_endpoints).toEqual([
      {
        endpoint: {
          address: { socket_address: { address: '127.0.0.2', port_value: 5001 } },
          health_check_config: { port_value: 5002 },
        },
      },
      {
        endpoint: {
          address: { socket_address: { address: '127.0.0.3', port_value: 6001 } },
          health_check_config: { port_value: 6002 },
        },
      },
    ]);
  });

  it('may be found by another resolver', () => {
    expect(
      seenByCaller({}, { dnsResolver: { host: '127.0.0.1', port: 5353 } })?.cluster_type?.typed_config,
    ).toMatchObject({
      typed_dns_resolver_config: {
        name: 'cares',
        typed_config: { resolvers: [{ socket_address: { address: '127.0.0.1', port_value: 5353 } }] },
      },
    });
  });
});
