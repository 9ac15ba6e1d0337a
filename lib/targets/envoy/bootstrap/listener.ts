/** Where an Envoy takes connections. */
import { type HostPort, renderSocketAddress, type SocketAddress } from './address';
import type { ConnectionManager } from './http-connection';
import type { TcpProxy } from './tcp-proxy';

/** The only port on which connections are distinguished by the server name that they give. */
export const HTTPS = 443;

export interface EnvoyListener {
  readonly name: string;
  readonly address: SocketAddress;
  readonly traffic_direction?: 'INBOUND' | 'OUTBOUND';
  readonly listener_filters?: readonly ListenerFilter[];
  readonly per_connection_buffer_limit_bytes?: number;
  readonly ignore_global_conn_limit?: true;
  readonly bypass_overload_manager?: true;
  readonly filter_chains: readonly FilterChain[];
}

export type ListenerFilter =
  | {
      readonly name: 'envoy.filters.listener.original_dst';
      readonly typed_config: {
        readonly '@type': 'type.googleapis.com/envoy.extensions.filters.listener.original_dst.v3.OriginalDst';
      };
    }
  | {
      readonly name: 'envoy.filters.listener.tls_inspector';
      readonly typed_config: {
        readonly '@type': 'type.googleapis.com/envoy.extensions.filters.listener.tls_inspector.v3.TlsInspector';
      };
      readonly filter_disabled: {
        readonly not_match: {
          readonly destination_port_range: { readonly start: number; readonly end: number };
        };
      };
    };

export interface FilterChain {
  readonly filter_chain_match?: {
    readonly destination_port: number;
    readonly server_names?: readonly string[];
  };
  readonly filters: readonly [ConnectionManager | TcpProxy];
}

export interface ListenerProps {
  readonly name: string;
  readonly address: HostPort;
  readonly direction?: EnvoyListener['traffic_direction'];
  readonly listenerFilters?: readonly ListenerFilter[];
  readonly filterChains: readonly FilterChain[];
}

export function renderListener(props: ListenerProps): EnvoyListener {
  const { name, address, direction, listenerFilters, filterChains } = props;
  return {
    name,
    address: renderSocketAddress(address),
    ...(direction && { traffic_direction: direction }),
    ...(listenerFilters && { listener_filters: listenerFilters }),
    filter_chains: filterChains,
  };
}

/** Restores the address that the caller called, before the platform redirected the connection to Envoy. */
export const ORIGINAL_DESTINATION: ListenerFilter = {
  name: 'envoy.filters.listener.original_dst',
  typed_config: {
    '@type': 'type.googleapis.com/envoy.extensions.filters.listener.original_dst.v3.OriginalDst',
  },
};

/**
 * Reads the server name of a TLS connection without decrypting it. It is only on the port of HTTPS, since it waits for
 * the client's first bytes. In some protocols, such as MySQL's, the server speaks first.
 */
export const TLS_INSPECTOR: ListenerFilter = {
  name: 'envoy.filters.listener.tls_inspector',
  typed_config: {
    '@type': 'type.googleapis.com/envoy.extensions.filters.listener.tls_inspector.v3.TlsInspector',
  },
  filter_disabled: { not_match: { destination_port_range: { start: HTTPS, end: HTTPS + 1 } } },
};
