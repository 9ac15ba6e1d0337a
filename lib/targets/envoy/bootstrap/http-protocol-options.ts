/** How a cluster speaks HTTP to its hosts. */
import { seconds } from '../../../mesh/duration';
import { headersOf } from '../../../mesh/traffic/http-form';
import type { Listener } from '../../../mesh/listener';
import { type EnvoyDuration, renderDuration } from './duration';

type HttpConfig =
  | { readonly http_protocol_options: Record<string, never> }
  | { readonly http2_protocol_options: Record<string, never> };

export interface HttpProtocolOptions {
  readonly 'envoy.extensions.upstreams.http.v3.HttpProtocolOptions': {
    readonly '@type': 'type.googleapis.com/envoy.extensions.upstreams.http.v3.HttpProtocolOptions';
    readonly common_http_protocol_options?: {
      readonly idle_timeout?: EnvoyDuration;
      readonly max_headers_count?: number;
    };
    readonly explicit_http_config: HttpConfig;
  };
}

interface Options {
  readonly typed_extension_protocol_options?: HttpProtocolOptions;
}

/**
 * Node's HTTP server closes a connection after 5 idle seconds. An Envoy that keeps it longer sometimes sends a request
 * into a closed connection, which gives a 503.
 */
const APPLICATION_KEEP_ALIVE = seconds(4);

/** The protocol of a listener, and the number of headers that it accepts. */
type Spoken = Pick<Listener, 'protocol'> & { readonly maxHeadersCount?: number };

/** To another Envoy, or to an external node: HTTP/1.1 by default. A response may have as many headers as a request. */
export function renderUpstreamProtocol(listener: Spoken): Options {
  const most = listener.maxHeadersCount;
  const common = most === undefined ? {} : { common_http_protocol_options: { max_headers_count: most } };
  switch (listener.protocol) {
    case 'tcp':
      return {};
    case 'http':
      return most === undefined ? {} : options({ ...common, explicit_http_config: HTTP_1 });
    case 'http2':
    case 'grpc':
      return options({ ...common, explicit_http_config: { http2_protocol_options: {} } });
  }
}

const HTTP_1 = { http_protocol_options: {} };

/** To the application: Envoy closes an idle connection before the application does. An HTTP/2 connection stays open longer. */
export function renderApplicationProtocol(listener: Listener): Options {
  if (listener.protocol !== 'http') return renderUpstreamProtocol(listener);
  const most = headersOf(listener);
  return options({
    common_http_protocol_options: {
      idle_timeout: renderDuration(listener.keepAlive ?? APPLICATION_KEEP_ALIVE),
      ...(most !== undefined && { max_headers_count: most }),
    },
    explicit_http_config: HTTP_1,
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
