/** What Envoy does with requests besides routing them: names, headers, logs, traces, health. */
import {
  applicationLoadBalancer,
  http,
  http2,
  minutes,
  networkLoadBalancer,
  seconds,
} from '../../../lib/mesh';
import { aGateway, aNode, type MeshParts } from '../../../lib/testing';
import { bootstrapsOf, clustersOf, havingField, listenersOf } from './bootstraps';

const parts: MeshParts = {
  nodes: { web: aNode({ backends: ['web'] }) },
  gateways: { ingress: aGateway() },
  tracing: { samplingRate: 0.5 },
};
const managers = (name: string, given: MeshParts = parts) =>
  listenersOf(bootstrapsOf(given)(name)).map((listener) => havingField(listener, 'stat_prefix')[0] ?? {});

it.each(['web', 'ingress'])('every hop of %s but health lets WebSockets through', (name) => {
  expect(managers(name).map(({ stat_prefix, upgrade_configs }) => [stat_prefix, upgrade_configs])).toEqual([
    ['ingress', [{ upgrade_type: 'websocket' }]],
    ['egress', [{ upgrade_type: 'websocket' }]],
    ['health', undefined],
  ]);
});

describe('the edge', () => {
  it('has the limits of Envoy’s guide, and health beside them', () => {
    const bootstrap = bootstrapsOf({
      gateways: { ingress: aGateway({ listener: http2(8080), loadBalancer: networkLoadBalancer(80) }) },
    })('ingress');
    const [first, second, health] = listenersOf(bootstrap);
    const always = { ignore_global_conn_limit: true, bypass_overload_manager: true };
    expect(first).toMatchObject({ per_connection_buffer_limit_bytes: 32_768 });
    expect(first).not.toHaveProperty('ignore_global_conn_limit');
    expect(second).toMatchObject({ per_connection_buffer_limit_bytes: 32_768, ...always });
    expect(health).toMatchObject(always);
    expect(bootstrap.admin).toMatchObject({ ignore_global_conn_limit: true });
    for (const cluster of clustersOf(bootstrap))
      expect(cluster).toMatchObject({ per_connection_buffer_limit_bytes: 32_768 });
    expect(havingField(first, 'stat_prefix')[0]).toMatchObject({
      request_headers_timeout: '10s',
      http2_protocol_options: {
        allow_connect: true,
        max_concurrent_streams: 100,
        initial_stream_window_size: 65_536,
        initial_connection_window_size: 1_048_576,
      },
    });
  });

  it('alone has them: only callers of the mesh open connections to a node', () => {
    const bootstrap = bootstrapsOf(parts)('web');
    expect(bootstrap).not.toHaveProperty('overload_manager');
    for (const field of [
      'per_connection_buffer_limit_bytes',
      'request_headers_timeout',
      'ignore_global_conn_limit',
    ])
      expect(havingField(bootstrap, field)).toEqual([]);
  });

  const edge = (loadBalancer?: ReturnType<typeof networkLoadBalancer>) =>
    managers('ingress', {
      gateways: { ingress: { ...aGateway(), ...(loadBalancer && { loadBalancer }) } },
    })[0];

  it('believes an Application Load Balancer who the client is', () => {
    expect(edge()).toMatchObject({ use_remote_address: true, xff_num_trusted_hops: 1 });
  });

  it('trusts no proxy behind a Network Load Balancer', () => {
    expect(edge(networkLoadBalancer(80))).toMatchObject({
      use_remote_address: true,
      xff_num_trusted_hops: 0,
    });
  });

  it('keeps idle connections longer than load balancers do', () => {
    expect(edge()).toMatchObject({ common_http_protocol_options: { idle_timeout: '3600s' } });
  });

  it.each([
    ['an hour for one that waits for less', applicationLoadBalancer(80), minutes(58), '3600s'],
    [
      'longer than 4,000 seconds of an Application Load Balancer',
      applicationLoadBalancer(80),
      seconds(0),
      '4060s',
    ],
    [
      'as long as a load balancer of HTTP would, behind one that is not',
      networkLoadBalancer(80),
      seconds(0),
      '60s',
    ],
  ])('keeps idle connections %s', (_, loadBalancer, idle, expected) => {
    const timeout = { idle };
    const [first] = managers('ingress', {
      nodes: { web: aNode({ listeners: [http(3000, { timeout })] }) },
      services: { web: { routes: { default: { targets: { web: 1 }, timeout } } } },
      gateways: { ingress: aGateway({ loadBalancer }) },
    });
    expect(first).toMatchObject({ common_http_protocol_options: { idle_timeout: expected } });
  });
});

it('a node’s way in outlasts its callers, and hides the host that they said on loopback', () => {
  const [ingress] = managers('web');
  expect(ingress).toMatchObject({
    common_http_protocol_options: { idle_timeout: '4500s' },
    route_config: {
      virtual_hosts: [{ domains: ['*'], request_headers_to_remove: ['x-envoy-original-host'] }],
    },
  });
  expect(ingress).not.toHaveProperty('normalize_path');
});

it('paths have one form wherever they are matched', () => {
  expect(managers('ingress').slice(0, 2)).toMatchObject([
    { normalize_path: true, merge_slashes: true },
    { normalize_path: true, merge_slashes: true },
  ]);
});

describe('logs and traces', () => {
  const kept = (name: string) =>
    managers(name).map((manager) => ({
      logs: havingField(manager['access_log'], 'filter').map(({ filter }) => filter),
      traces: manager['tracing'] !== undefined,
    }));

  it('of a node: every request, both ways, and no health check', () => {
    expect(kept('web')).toEqual([
      { logs: [{ not_health_check_filter: {} }], traces: true },
      { logs: [{ not_health_check_filter: {} }], traces: true },
      { logs: [], traces: false },
    ]);
  });

  it('of a gateway: the first hop traces and logs what goes no further, the second logs the rest', () => {
    expect(kept('ingress')).toEqual([
      { logs: [{ response_flag_filter: { flags: ['NR', 'DPE'] } }], traces: true },
      { logs: [{ not_health_check_filter: {} }], traces: false },
      { logs: [], traces: false },
    ]);
  });

  it('go to the daemon beside, at the application’s rate, under App Mesh’s name', () => {
    const [ingress] = managers('web');
    expect(ingress?.['tracing']).toEqual({
      provider: {
        name: 'xray',
        typed_config: {
          '@type': 'type.googleapis.com/envoy.config.trace.v3.XRayConfig',
          daemon_endpoint: { protocol: 'UDP', address: '127.0.0.1', port_value: 2000 },
          segment_name: 'dev-shop/web',
          sampling_rule_manifest: {
            inline_string: '{"version":2,"default":{"fixed_target":0,"rate":0.5}}',
          },
          segment_fields: { origin: 'AWS::AppMesh::Proxy' },
        },
      },
    });
  });

  it('of OpenTelemetry go to the collector beside: all whose caller’s go there, and else the application’s share', () => {
    const bootstrap = bootstrapsOf({ ...parts, tracing: { samplingRate: 0.07, tracer: 'opentelemetry' } })(
      'web',
    );
    const [tracing] = havingField(bootstrap, 'tracing').map((manager) => manager['tracing']);
    expect(tracing).toEqual({
      provider: {
        name: 'opentelemetry',
        typed_config: {
          '@type': 'type.googleapis.com/envoy.config.trace.v3.OpenTelemetryConfig',
          grpc_service: { envoy_grpc: { cluster_name: 'cds_egress_collector' }, timeout: '1s' },
          service_name: 'dev-shop/web',
          sampler: {
            name: 'parent_based',
            typed_config: {
              '@type':
                'type.googleapis.com/envoy.extensions.tracers.opentelemetry.samplers.v3.ParentBasedSamplerConfig',
              wrapped_sampler: {
                name: 'trace_id_ratio_based',
                typed_config: {
                  '@type':
                    'type.googleapis.com/envoy.extensions.tracers.opentelemetry.samplers.v3.TraceIdRatioBasedSamplerConfig',
                  sampling_percentage: { numerator: 70_000, denominator: 'MILLION' },
                },
              },
            },
          },
        },
      },
    });
  });

  it('of OpenTelemetry name a call, and nothing else, after the host that it went to', () => {
    const bootstrap = bootstrapsOf({ ...parts, tracing: { tracer: 'opentelemetry' } })('web');
    const tags = havingField(bootstrap, 'provider').map((tracing) => tracing['custom_tags']);
    expect(tags).toEqual([undefined, [{ tag: 'peer.service', request_header: { name: ':authority' } }]]);
  });

  it('know the collector alone where there is one', () => {
    const clusters = (tracer: 'xray' | 'opentelemetry') =>
      havingField(bootstrapsOf({ ...parts, tracing: { tracer } })('ingress'), 'connect_timeout')
        .filter(({ name }) => name === 'cds_egress_collector')
        .map((cluster) => [cluster['type'], havingField(cluster, 'port_value')]);
    expect(clusters('xray')).toEqual([]);
    expect(clusters('opentelemetry')).toEqual([['STATIC', [{ address: '127.0.0.1', port_value: 4317 }]]]);
  });

  it('know no tracer where the application does not trace', () => {
    expect(JSON.stringify(bootstrapsOf({ ...parts, tracing: false })('web'))).not.toContain('tracing');
  });
});

describe('health', () => {
  const filters = (name: string, given: MeshParts) =>
    managers(name, given).map(({ http_filters }) => havingField(http_filters, 'pass_through_mode')[0]);

  it('passes other Envoys’ checks on to the application, and answers on a port of its own while the application does', () => {
    expect(
      filters('web', { nodes: { web: aNode({ listeners: [http(3000, { health: '/health' })] }) } }),
    ).toEqual([
      {
        '@type': 'type.googleapis.com/envoy.extensions.filters.http.health_check.v3.HealthCheck',
        pass_through_mode: true,
        headers: [
          { name: ':path', string_match: { exact: '/health' } },
          { name: 'user-agent', string_match: { exact: 'Envoy/HC' } },
        ],
      },
      {
        '@type': 'type.googleapis.com/envoy.extensions.filters.http.health_check.v3.HealthCheck',
        pass_through_mode: false,
        headers: [{ name: ':path', string_match: { exact: '/ready' } }],
        cluster_min_healthy_percentages: { 'cds_ingress_dev-shop_web_http_3000': { value: 100 } },
      },
    ]);
  });

  it('of a gateway is asked under the path that its listener names', () => {
    const gateways = { ingress: aGateway({ listener: http(8080, { health: '/ping' }) }) };
    expect(filters('ingress', { gateways }).at(-1)).toMatchObject({
      headers: [{ name: ':path', string_match: { exact: '/ping' } }],
    });
  });
});

describe('old clients', () => {
  it.each(['web', 'ingress'])(
    'are let in at every hop of %s but health, without a Host at the edge alone',
    (name) => {
      const edge = name === 'ingress' ? { default_host_for_http_10: 'localhost' } : {};
      const old = { accept_http_10: true, ignore_http_11_upgrade: [{ safe_regex: { regex: '[^wW].*' } }] };
      expect(managers(name).map(({ http_protocol_options: options }) => options)).toEqual([
        { ...old, ...edge },
        old,
        undefined,
      ]);
    },
  );

  it('may open a WebSocket over HTTP/2 where the listener speaks it', () => {
    const two = { nodes: { web: aNode({ listeners: [http2(3000)], backends: ['web'] }) } };
    const connects = managers('web', two).map(({ http2_protocol_options: options }) => options);
    expect(connects).toEqual([{ allow_connect: true }, { allow_connect: true }, undefined]);
    expect(managers('web').every(({ http2_protocol_options: options }) => options === undefined)).toBe(true);
  });
});

it('services on one port of a transparent node share what the most generous of them lets through', () => {
  const shared = {
    nodes: {
      web: aNode({ listeners: [http(3000, { maxHeadersCount: 300, mergeSlashes: false })] }),
      other: aNode(),
      caller: aNode({ listeners: [], backends: ['web', 'other'], interception: 'transparent' as const }),
    },
    services: { web: { to: 'web' }, other: { to: 'other' } },
  };
  expect(managers('caller', shared)[0]).toMatchObject({
    common_http_protocol_options: { max_headers_count: 300 },
    merge_slashes: true,
  });
});
