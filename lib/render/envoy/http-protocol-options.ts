/** How a cluster speaks HTTP to its hosts. */
import { seconds } from '../../mesh/duration';
import type { Protocol } from '../../mesh/protocol';
import { type EnvoyDuration, renderDuration } from './duration';

type HttpConfig =
  | { readonly http_protocol_options: Record<string, never> }
  | { readonly http2_protocol_options: Record<string, never> };

export interface HttpProtocolOptions {
  readonly 'envoy.extensions.upstreams.http.v3.HttpProtocolOptions': {
    readonly '@type': 'type.googleapis.com/envoy.extensions.upstreams.http.v3.HttpProtocolOptions';
    readonly common_http_protocol_options?: { readonly idle_timeout: EnvoyDuration };
    readonly explicit_http_config: HttpConfig;
  };
}

interface Options {
  readonly typed_extension_protocol_options?: HttpProtocolOptions;
}

/**
 * Node's HTTP server closes a connection after 5 idle seconds. An Envoy that keeps it longer sends a request into a closed
 * one now and then, which is a 503.
 */
const APPLICATION_KEEP_ALIVE = seconds(4);

/** To another Envoy, or to what is external: HTTP/1.1 unless something is said. */
export function renderUpstreamProtocol(protocol: Protocol): Options {
  switch (protocol) {
    case 'http':
    case 'tcp':
      return {};
    case 'http2':
    case 'grpc':
      return options({ explicit_http_config: { http2_protocol_options: {} } });
  }
}

/** To the application: an idle connection ends before the application ends it. One of HTTP/2 does not end that early. */
export function renderApplicationProtocol(protocol: Protocol): Options {
  if (protocol !== 'http') return renderUpstreamProtocol(protocol);
  return options({
    common_http_protocol_options: { idle_timeout: renderDuration(APPLICATION_KEEP_ALIVE) },
    explicit_http_config: { http_protocol_options: {} },
  });
}

function options(
  fields: Omit<HttpProtocolOptions['envoy.extensions.upstreams.http.v3.HttpProtocolOptions'], '@type'>,
): Options {
  return {
    typed_extension_protocol_options: {
      'envoy.extensions.upstreams.http.v3.HttpProtocolOptions': {
        '@type': 'type.googleapis.com/envoy.extensions.upstreams.http.v3.HttpProtocolOptions',
        ...fields,
      },
    },
  };
}
