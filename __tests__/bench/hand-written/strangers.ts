/** What a hand-written gateway holds strangers to. See `node.ts`. */
import { TYPE } from './listeners';

const OWN = { remove_on_match: { key_matcher: { prefix: 'x-envoy-' } } };

/** On a manager: ten seconds for the headers, and nothing of Envoy's own in them. */
export const careful = {
  codec_type: 'HTTP1',
  request_headers_timeout: '10s',
  server_header_transformation: 'PASS_THROUGH',
  // As the load balancer does.
  common_http_protocol_options: { headers_with_underscores_action: 'DROP_HEADER' },
  early_header_mutation_extensions: [
    {
      name: 'in',
      typed_config: {
        '@type': `${TYPE}.extensions.http.early_header_mutation.header_mutation.v3.HeaderMutation`,
        mutations: [OWN],
      },
    },
  ],
};

/** Takes from answers what is the mesh's own. */
export const LEAVING = {
  name: 'out',
  typed_config: {
    '@type': `${TYPE}.extensions.filters.http.header_mutation.v3.HeaderMutation`,
    mutations: { response_mutations: [OWN, { remove: 'server' }, { remove: 'x-mesh-not-reached' }] },
  },
};

export const bounded = { per_connection_buffer_limit_bytes: 32_768 };
export const always = { ignore_global_conn_limit: true, bypass_overload_manager: true };

const HEAP = 'envoy.resource_monitors.fixed_heap';
const at = (action: string, value: number) => ({
  name: `envoy.overload_actions.${action}`,
  triggers: [{ name: HEAP, threshold: { value } }],
});

/** Values for a task of 1 GiB in which X-Ray's daemon has 256 MiB: 704 MiB of heap, and a connection for each 192 KiB of it. */
export const overload = {
  overload_manager: {
    resource_monitors: [
      {
        name: 'envoy.resource_monitors.global_downstream_max_connections',
        typed_config: {
          '@type': `${TYPE}.extensions.resource_monitors.downstream_connections.v3.DownstreamConnectionsConfig`,
          max_active_downstream_connections: 3754,
        },
      },
      {
        name: HEAP,
        typed_config: {
          '@type': `${TYPE}.extensions.resource_monitors.fixed_heap.v3.FixedHeapConfig`,
          max_heap_size_bytes: 704 * 1024 * 1024,
        },
      },
    ],
    actions: [
      at('shrink_heap', 0.9),
      at('reject_incoming_connections', 0.95),
      at('stop_accepting_requests', 0.98),
    ],
  },
};
