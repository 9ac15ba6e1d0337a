/** Passes bytes on, whatever they are. */

export interface TcpProxy {
  readonly name: 'envoy.filters.network.tcp_proxy';
  readonly typed_config: {
    readonly '@type': 'type.googleapis.com/envoy.extensions.filters.network.tcp_proxy.v3.TcpProxy';
    readonly stat_prefix: 'ingress' | 'egress';
    readonly cluster: string;
  };
}

export function renderTcpProxy(statPrefix: 'ingress' | 'egress', cluster: string): TcpProxy {
  return {
    name: 'envoy.filters.network.tcp_proxy',
    typed_config: {
      '@type': 'type.googleapis.com/envoy.extensions.filters.network.tcp_proxy.v3.TcpProxy',
      stat_prefix: statPrefix,
      cluster,
    },
  };
}
