/** How a cluster speaks HTTP to its hosts. */
import { type Duration, seconds } from '../../mesh/duration';
import { type EnvoyDuration, renderDuration } from './duration';

export interface HttpProtocolOptions {
  readonly 'envoy.extensions.upstreams.http.v3.HttpProtocolOptions': {
    readonly '@type': 'type.googleapis.com/envoy.extensions.upstreams.http.v3.HttpProtocolOptions';
    readonly common_http_protocol_options?: { readonly idle_timeout: EnvoyDuration };
    readonly explicit_http_config: { readonly http_protocol_options: Record<string, never> };
  };
}

/**
 * Node's HTTP server closes a connection after 5 idle seconds. An Envoy that keeps it longer sends a request into a closed
 * one now and then, which is a 503.
 */
export const APPLICATION_KEEP_ALIVE = seconds(4);

export function renderHttpProtocolOptions(idle: Duration): HttpProtocolOptions {
  return {
    'envoy.extensions.upstreams.http.v3.HttpProtocolOptions': {
      '@type': 'type.googleapis.com/envoy.extensions.upstreams.http.v3.HttpProtocolOptions',
      common_http_protocol_options: { idle_timeout: renderDuration(idle) },
      explicit_http_config: { http_protocol_options: {} },
    },
  };
}
