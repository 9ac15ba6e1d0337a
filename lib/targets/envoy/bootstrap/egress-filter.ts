/** What a transparent node may reach besides its backends: AWS's own services, by the name in the TLS handshake. */
import type { MeshApplication } from '../../../mesh/application';
import { renderCircuitBreakers } from './circuit-breakers';
import { type EnvoyCluster, EGRESS_CONNECT_TIMEOUT } from './cluster';
import { renderDuration } from './duration';
import { type FilterChain, HTTPS } from './listener';
import { passThroughClusterName } from './names';
import { renderTcpProxy } from './tcp-proxy';

/** App Mesh's DROP_ALL: no other chain matches, so every other connection is closed. */
export function renderAwsChain(application: MeshApplication): FilterChain {
  return {
    filter_chain_match: { destination_port: HTTPS, server_names: ['*.amazonaws.com'] },
    filters: [renderTcpProxy({ statPrefix: 'egress', to: { cluster: passThroughClusterName(application) } })],
  };
}

/** Connects to the address that the application called. The platform does not redirect connections of Envoy's user. */
export function renderPassThroughCluster(application: MeshApplication): EnvoyCluster {
  return {
    name: passThroughClusterName(application),
    connect_timeout: renderDuration(EGRESS_CONNECT_TIMEOUT),
    type: 'ORIGINAL_DST',
    lb_policy: 'CLUSTER_PROVIDED',
    circuit_breakers: renderCircuitBreakers(),
  };
}
