/** What an Envoy does with a connection that speaks HTTP. */
import type { AccessLog } from './access-log';
import type { EnvoyDuration } from './duration';
import { type Edge, type EdgeOptions, renderEdgeOptions } from './edge';
import { HTTP2_LIMITS } from './edge-limits';
import { headersOf } from '../../../mesh/traffic/http-form';
import type { Listener } from '../../../mesh/listener';
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
    readonly codec_type?: 'HTTP1';
    readonly route_config: RouteConfig;
    readonly http_filters: HttpFilters;
    readonly local_reply_config?: LocalReplyConfig;
    readonly common_http_protocol_options?: CommonOptions;
    readonly http_protocol_options?: Http1Options;
    readonly http2_protocol_options?: Http2Options;
    readonly normalize_path?: true;
    readonly merge_slashes?: true;
    readonly preserve_external_request_id?: true;
    readonly upgrade_configs?: readonly [{ readonly upgrade_type: 'websocket' }];
    readonly tracing?: EnvoyTracing;
    readonly access_log?: readonly AccessLog[];
  } & Partial<EdgeOptions>;
}

interface CommonOptions {
  readonly idle_timeout?: EnvoyDuration;
  readonly max_headers_count?: number;
  readonly headers_with_underscores_action?: 'DROP_HEADER';
}

type Http2Options = Partial<typeof HTTP2_LIMITS> & { readonly allow_connect?: true };

interface Http1Options {
  readonly accept_http_10: true;
  readonly default_host_for_http_10?: string;
  readonly ignore_http_11_upgrade: readonly [{ readonly safe_regex: { readonly regex: string } }];
}

/**
 * For old clients. HTTP/1.0 (`ab`, nginx) is accepted, at the edge also without a Host. A client that offers to upgrade
 * to a protocol that nothing here speaks, such as TLS/1.2 (Java's HttpClient 5.4), gets an answer without the upgrade, as
 * RFC 9110 allows. WebSockets stay possible: no other registered protocol begins with a W.
 */
const OLD_CLIENTS: Http1Options = {
  accept_http_10: true,
  ignore_http_11_upgrade: [{ safe_regex: { regex: '[^wW].*' } }],
};

export interface ConnectionManagerProps {
  readonly statPrefix: ConnectionManager['typed_config']['stat_prefix'];
  readonly hosts: readonly VirtualHost[];
  /** @default - the router alone */
  readonly filters?: HttpFilters;
  /** Requests are routed by path, so one path must have one form, in which `//` may be `/`. */
  readonly paths?: { readonly merges: boolean };
  /** Gives the protocol, and the number of headers that it accepts. */
  readonly listener?: Listener;
  /** At the edge, the client's own `x-request-id` goes on. */
  readonly keepsRequestId?: boolean;
  /** Accepts HTTP/2 only if the listener speaks it. @default - the client chooses */
  readonly isStrict?: boolean;
  /** The first hop of a gateway: its clients are strangers. */
  readonly edge?: Edge;
  /** @default - Envoy's own hour */
  readonly idle?: EnvoyDuration;
  readonly tracing?: EnvoyTracing;
  readonly accessLog?: AccessLog;
  /** Headers for responses that Envoy writes itself. */
  readonly localReplies?: LocalReplyConfig;
}

/** WebSockets pass every hop, as on App Mesh. */
export function renderConnectionManager(props: ConnectionManagerProps): ConnectionManager {
  const { edge, tracing, accessLog, paths } = props;
  const common = commonOptions(props);
  return {
    name: 'http',
    typed_config: {
      '@type':
        'type.googleapis.com/envoy.extensions.filters.network.http_connection_manager.v3.HttpConnectionManager',
      stat_prefix: props.statPrefix,
      ...(props.isStrict && props.listener?.protocol === 'http' && { codec_type: 'HTTP1' }),
      route_config: renderRouteConfig(props.hosts),
      http_filters: props.filters ?? [renderRouter()],
      ...(props.localReplies && { local_reply_config: props.localReplies }),
      ...(common && { common_http_protocol_options: common }),
      ...clientOptions(props),
      ...(paths && { normalize_path: true, ...(paths.merges && { merge_slashes: true }) }),
      ...(edge && renderEdgeOptions(edge)),
      ...(props.keepsRequestId && { preserve_external_request_id: true }),
      ...(props.statPrefix !== 'health' && { upgrade_configs: [{ upgrade_type: 'websocket' }] }),
      ...(tracing && { tracing }),
      ...(accessLog && { access_log: [accessLog] }),
    },
  };
}

function commonOptions({ idle, listener, edge }: ConnectionManagerProps): CommonOptions | undefined {
  const most = listener && headersOf(listener);
  const options: CommonOptions = {
    ...(idle && { idle_timeout: idle }),
    ...(most !== undefined && { max_headers_count: most }),
    ...(edge?.dropsUnderscores && { headers_with_underscores_action: 'DROP_HEADER' }),
  };
  return Object.keys(options).length === 0 ? undefined : options;
}

/** Over HTTP/2 a WebSocket comes as a CONNECT. Only our Envoys and load balancers call the health listener. */
function clientOptions({ statPrefix, edge, listener }: ConnectionManagerProps) {
  if (statPrefix === 'health') return {};
  const http2: Http2Options = {
    ...(listener?.protocol === 'http2' && { allow_connect: true }),
    ...(edge && listener?.protocol !== 'http' && HTTP2_LIMITS),
  };
  return {
    http_protocol_options: { ...OLD_CLIENTS, ...(edge && { default_host_for_http_10: 'localhost' }) },
    ...(Object.keys(http2).length > 0 && { http2_protocol_options: http2 }),
  };
}
