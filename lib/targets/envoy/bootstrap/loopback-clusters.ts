/** The clusters inside a task: a node's application, and the second hop of a gateway. */
import type { MeshApplication } from '../../../mesh/application';
import type { MeshGateway } from '../../../mesh/entry/gateway';
import type { Listener } from '../../../mesh/listener';
import type { MeshNode } from '../../../mesh/node';
import { renderLoadAssignment } from './address';
import { renderCircuitBreakers } from './circuit-breakers';
import { type EnvoyCluster, LOOPBACK_CONNECT_TIMEOUT } from './cluster';
import { renderDuration } from './duration';
import type { BootstrapRefs } from './ecs-or-local';
import { renderApplicationCheck } from './health-check';
import { renderApplicationProtocol, renderUpstreamProtocol } from './http-protocol-options';
import { ingressClusterName, redirectClusterName } from './names';

/**
 * A node's application, as its own Envoy sees it. There is only one, so it gets requests even if its check fails: the
 * check is for the health listener.
 */
export function renderIngressCluster(
  application: MeshApplication,
  node: MeshNode,
  listener: Listener,
  { loopbackAddress, ports }: Pick<BootstrapRefs, 'loopbackAddress' | 'ports'>,
): EnvoyCluster {
  const name = ingressClusterName(application, node.name, listener);
  const address = { host: loopbackAddress, port: ports.application(listener.port) };
  return {
    name,
    connect_timeout: renderDuration(LOOPBACK_CONNECT_TIMEOUT),
    type: 'STATIC',
    wait_for_warm_on_init: false,
    load_assignment: renderLoadAssignment(name, [address]),
    health_checks: [renderApplicationCheck(listener, node.name)],
    common_lb_config: { healthy_panic_threshold: { value: 100 } },
    circuit_breakers: renderCircuitBreakers(listener.connectionPool),
    ...renderApplicationProtocol(listener),
  };
}

/** From a gateway's first hop, which matches and rewrites, to its second hop, which routes. */
export function renderRedirectCluster(
  application: MeshApplication,
  { name: gateway, listener }: MeshGateway,
  { loopbackAddress, ports }: Pick<BootstrapRefs, 'loopbackAddress' | 'ports'>,
): EnvoyCluster {
  const name = redirectClusterName(application, gateway, listener);
  return {
    name,
    connect_timeout: renderDuration(LOOPBACK_CONNECT_TIMEOUT),
    type: 'STATIC',
    load_assignment: renderLoadAssignment(name, [{ host: loopbackAddress, port: ports.egress }]),
    circuit_breakers: renderCircuitBreakers(listener.connectionPool),
    ...renderUpstreamProtocol(listener),
  };
}
