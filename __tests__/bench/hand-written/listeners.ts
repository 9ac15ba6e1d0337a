/** How a hand-written Envoy takes requests. */
import type { HostPort } from '../../../lib/targets/envoy/bootstrap/address';

/** Where one task is, and what is around it. */
export interface Place {
  readonly address: string;
  readonly resolver: HostPort;
  readonly traceSink: HostPort;
}

export const TYPE = 'type.googleapis.com/envoy';
export const ROUTER = {
  name: 'envoy.filters.http.router',
  typed_config: { '@type': `${TYPE}.extensions.filters.http.router.v3.Router` },
};

export function bootstrap(name: string, { address }: Place, resources: object) {
  return {
    node: { id: name, cluster: name },
    admin: {
      address: { socket_address: { address, port_value: 9901 } },
      // Health, statistics, and that the task leaves.
      allow_paths: [{ safe_regex: { regex: '/ready|/stats(/prometheus)?([?].*)?|/healthcheck/fail' } }],
    },
    static_resources: resources,
  };
}

export function listener(address: string, port: number, manager: object) {
  return {
    address: { socket_address: { address, port_value: port } },
    filter_chains: [
      {
        filters: [
          {
            name: 'envoy.filters.network.http_connection_manager',
            typed_config: {
              '@type': `${TYPE}.extensions.filters.network.http_connection_manager.v3.HttpConnectionManager`,
              ...manager,
            },
          },
        ],
      },
    ],
  };
}

/** 503 while the task leaves or its application is down. */
export function healthListener({ address }: Place, whileDown: object) {
  return listener(address, 15_002, {
    stat_prefix: 'health',
    route_config: {},
    http_filters: [
      healthFilter({ pass_through_mode: false, headers: [header(':path', '/ready')], ...whileDown }),
      ROUTER,
    ],
  });
}

export function healthFilter(fields: object) {
  return {
    name: 'envoy.filters.http.health_check',
    typed_config: { '@type': `${TYPE}.extensions.filters.http.health_check.v3.HealthCheck`, ...fields },
  };
}

export const header = (name: string, exact: string) => ({ name, string_match: { exact } });

export const host = (name: string, domains: readonly string[], route: object) => ({
  name,
  domains,
  routes: [{ match: { prefix: '/' }, route }],
});

/** Two more tries of what no application has executed, not at the task that failed. */
export function withRetries(cluster: string) {
  return {
    cluster,
    retry_policy: {
      retry_on: 'connect-failure,refused-stream,reset-before-request,retriable-headers',
      retriable_headers: [{ name: NOT_REACHED }],
      num_retries: 2,
      retry_host_predicate: [
        {
          name: 'envoy.retry_host_predicates.previous_hosts',
          typed_config: { '@type': `${TYPE}.extensions.retry.host.previous_hosts.v3.PreviousHostsPredicate` },
        },
      ],
      host_selection_retry_max_attempts: 5,
    },
  };
}

/** What may be executed twice is tried again on a broken connection and on 502, 503 and 504, too. */
export const byMethod = {
  request_headers_to_add: [
    {
      header: {
        key: 'x-envoy-retry-on',
        value: "%CEL(request.method in ['DELETE','GET','HEAD','OPTIONS','PUT']?'gateway-error':'')%",
      },
    },
  ],
};

/** An Envoy says so where its application has not got the request, or its task leaves; the application itself cannot. */
const NOT_REACHED = 'x-mesh-not-reached';
export const unmarked = { response_headers_to_remove: [NOT_REACHED, 'x-envoy-immediate-health-check-fail'] };
export const marked = {
  local_reply_config: {
    mappers: [
      {
        filter: { response_flag_filter: { flags: ['UF', 'UO', 'UH', 'LH'] } },
        headers_to_add: [{ header: { key: NOT_REACHED, value: '%RESPONSE_FLAGS%' } }],
      },
    ],
  },
};

/** Envoy's own line, on standard output. */
export function log(filter: object) {
  return [
    {
      name: 'envoy.access_loggers.stdout',
      filter,
      typed_config: { '@type': `${TYPE}.extensions.access_loggers.stream.v3.StdoutAccessLog` },
    },
  ];
}
