/** How a hand-written Envoy takes requests. */
import type { HostPort } from '../../../lib/render/envoy/address';

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
    admin: { address: { socket_address: { address, port_value: 9901 } } },
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

/** App Mesh's default: two more tries where a task or its connection fails, not at the task that failed. */
export function withRetries(cluster: string) {
  return {
    cluster,
    retry_policy: {
      retry_on: 'connect-failure,refused-stream,reset,retriable-status-codes',
      retriable_status_codes: [502, 503, 504],
      num_retries: 2,
      per_try_timeout: '5s',
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
