/** Passes bytes on without reading them. */
import type { TcpTimeout } from '../../../mesh/traffic/timeout';
import type { AccessLog } from './access-log';
import { type EnvoyDuration, renderDuration } from './duration';
import type { Destination } from './route';

export interface TcpProxy {
  readonly name: 'tcp';
  readonly typed_config: Destination & {
    readonly '@type': 'type.googleapis.com/envoy.extensions.filters.network.tcp_proxy.v3.TcpProxy';
    readonly stat_prefix: 'ingress' | 'egress';
    readonly idle_timeout?: EnvoyDuration;
    readonly access_log?: readonly AccessLog[];
  };
}

export interface TcpProxyProps {
  readonly statPrefix: TcpProxy['typed_config']['stat_prefix'];
  readonly to: Destination;
  /** @default - Envoy's own hour */
  readonly timeout?: TcpTimeout | undefined;
  readonly accessLog?: AccessLog;
}

export function renderTcpProxy({ statPrefix, to, timeout, accessLog }: TcpProxyProps): TcpProxy {
  return {
    name: 'tcp',
    typed_config: {
      '@type': 'type.googleapis.com/envoy.extensions.filters.network.tcp_proxy.v3.TcpProxy',
      stat_prefix: statPrefix,
      ...to,
      ...(timeout?.idle && { idle_timeout: renderDuration(timeout.idle) }),
      ...(accessLog && { access_log: [accessLog] }),
    },
  };
}
