/** What an Envoy does with a connection that speaks HTTP. */
import type { AccessLog } from './access-log';
import type { EnvoyDuration } from './duration';
import { type HttpFilters, renderRouter } from './http-filters';
import type { EnvoyTracing } from './tracing';
import { type RouteConfig, renderRouteConfig } from './method-retries';
import type { LocalReplyConfig } from './not-reached';
import type { VirtualHost } from './virtual-host';

export interface ConnectionManager {
  readonly name: 'http';
  readonly typed_config: {
    readonly '@type': 'type.googleapis.com/envoy.extensions.filters.network.http_connection_manager.v3.HttpConnectionManager';
    readonly stat_prefix: 'ingress' | 'egress' | 'health';
    readonly route_config: RouteConfig;
    readonly http_filters: HttpFilters;
    readonly local_reply_config?: LocalReplyConfig;
    readonly common_http_protocol_options?: { readonly idle_timeout: EnvoyDuration };
    readonly normalize_path?: true;
    readonly merge_slashes?: true;
    readonly use_remote_address?: true;
    readonly xff_num_trusted_hops?: number;
    readonly upgrade_configs?: readonly [{ readonly upgrade_type: 'websocket' }];
    readonly tracing?: EnvoyTracing;
    readonly access_log?: readonly AccessLog[];
  };
}

export interface ConnectionManagerProps {
  readonly statPrefix: ConnectionManager['typed_config']['stat_prefix'];
  readonly hosts: readonly VirtualHost[];
  /** @default - the router alone */
  readonly filters?: HttpFilters;
  /** Requests are routed by path, so one path must have one form. */
  readonly matchesPaths?: boolean;
  /** First of the mesh: proxies before it that are believed. */
  readonly trustedHops?: number;
  /** @default - Envoy's own hour */
  readonly idle?: EnvoyDuration;
  readonly tracing?: EnvoyTracing;
  readonly accessLog?: AccessLog;
  /** What is added to answers that Envoy writes itself. */
  readonly localReplies?: LocalReplyConfig;
}

/**
 * WebSockets pass every hop, as App Mesh let them. At the edge Envoy takes the client's address from the connection or
 * from the proxies before it, and drops `x-envoy-*` of outside, which would steer retries and timeouts.
 */
export function renderConnectionManager(props: ConnectionManagerProps): ConnectionManager {
  const { trustedHops, tracing, accessLog, idle } = props;
  return {
    name: 'http',
    typed_config: {
      '@type':
        'type.googleapis.com/envoy.extensions.filters.network.http_connection_manager.v3.HttpConnectionManager',
      stat_prefix: props.statPrefix,
      route_config: renderRouteConfig(props.hosts),
      http_filters: props.filters ?? [renderRouter()],
      ...(props.localReplies && { local_reply_config: props.localReplies }),
      ...(idle && { common_http_protocol_options: { idle_timeout: idle } }),
      ...(props.matchesPaths && { normalize_path: true, merge_slashes: true }),
      ...(trustedHops !== undefined && { use_remote_address: true, xff_num_trusted_hops: trustedHops }),
      ...(props.statPrefix !== 'health' && { upgrade_configs: [{ upgrade_type: 'websocket' }] }),
      ...(tracing && { tracing }),
      ...(accessLog && { access_log: [accessLog] }),
    },
  };
}
