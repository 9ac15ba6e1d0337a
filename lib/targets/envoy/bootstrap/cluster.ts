/** Where an Envoy sends requests: a node's tasks, its own application, its own second hop. */
import type { MeshApplication } from '../../../mesh/application';
import { milliseconds, seconds } from '../../../mesh/duration';
import type { MeshExternal } from '../../../mesh/external';
import type { MeshGateway } from '../../../mesh/entry/gateway';
import type { Listener } from '../../../mesh/listener';
import type { MeshNode } from '../../../mesh/node';
import { type LoadAssignment, renderLoadAssignment } from './address';
import { type CircuitBreakers, renderCallerBreakers, renderCircuitBreakers } from './circuit-breakers';
import { type DnsClusterType, renderDnsClusterType } from './dns-cluster';
import { type EnvoyDuration, renderDuration } from './duration';
import {
  asksApplication,
  type EnvoyHealthCheck,
  renderApplicationCheck,
  renderExternalCheck,
  renderTaskCheck,
} from './health-check';
import {
  type HttpProtocolOptions,
  renderApplicationProtocol,
  renderUpstreamProtocol,
} from './http-protocol-options';
import { egressClusterName, ingressClusterName, redirectClusterName, resourceName } from './names';
import { type EnvoyOutlierDetection, renderOutlierDetection } from './outlier-detection';
import type { BootstrapRefs } from './ecs-or-local';

export interface Cluster {
  readonly name: string;
  readonly connect_timeout: EnvoyDuration;
  readonly type?: 'STATIC' | 'ORIGINAL_DST';
  readonly lb_policy?: 'CLUSTER_PROVIDED';
  readonly cluster_type?: DnsClusterType;
  readonly wait_for_warm_on_init?: false;
  readonly load_assignment?: LoadAssignment;
  readonly health_checks?: readonly [EnvoyHealthCheck];
  readonly common_lb_config?: { readonly healthy_panic_threshold: { readonly value: number } };
  readonly circuit_breakers: CircuitBreakers;
  readonly per_connection_buffer_limit_bytes?: number;
  readonly outlier_detection?: EnvoyOutlierDetection;
  readonly typed_extension_protocol_options?: HttpProtocolOptions;
}

/** App Mesh's: a second to another task, a quarter to the own one. */
export const EGRESS_CONNECT_TIMEOUT = seconds(1);
const INGRESS_CONNECT_TIMEOUT = milliseconds(250);

/** Envoy's own 50 % would send requests to tasks that failed, or were ejected, as soon as half of them did: decision 0012. */
const PANIC_WHERE_ALL_FAIL = { healthy_panic_threshold: { value: 1 } };

/**
 * The tasks of a node, as its callers see them. Without the check an Envoy knows eight of them at most, since DNS answers
 * no more. The start does not wait for it: a backend that hangs would keep its callers from starting.
 */
export function renderEgressCluster(
  application: MeshApplication,
  node: MeshNode,
  listener: Listener,
  { endpointsOf, dnsResolver }: Pick<BootstrapRefs, 'endpointsOf' | 'dnsResolver'>,
): Cluster {
  const name = egressClusterName(application, node.name, listener);
  const endpoints = endpointsOf(node.name, listener.port);
  const isNamed = endpoints.kind === 'dns';
  const host = isNamed ? endpoints.host : node.name;
  const callee = resourceName(application, 'virtualNode', node.name);
  return {
    name,
    connect_timeout: renderDuration(EGRESS_CONNECT_TIMEOUT),
    ...(isNamed ? { cluster_type: renderDnsClusterType(dnsResolver) } : { type: 'STATIC' }),
    wait_for_warm_on_init: false,
    load_assignment: renderLoadAssignment(
      name,
      (isNamed ? [endpoints] : endpoints.tasks).map(({ host, port, healthPort }) => ({
        host,
        port,
        // A check that the node declares goes to its application, by the way that requests take.
        ...(!asksApplication(listener) && { healthPort }),
      })),
    ),
    health_checks: [renderTaskCheck(listener, { host, callee })],
    common_lb_config: PANIC_WHERE_ALL_FAIL,
    circuit_breakers: renderCallerBreakers(),
    ...(listener.outlierDetection && {
      outlier_detection: renderOutlierDetection(listener.outlierDetection),
    }),
    ...renderUpstreamProtocol(listener),
  };
}

/** What does not run here has no Envoy: it is called where it is, and checked only as it declares. */
export function renderExternalCluster(
  application: MeshApplication,
  { name: external, host, listener }: MeshExternal,
  { dnsResolver, externalAt }: Pick<BootstrapRefs, 'dnsResolver' | 'externalAt'>,
): Cluster {
  const name = egressClusterName(application, external, listener);
  const place = externalAt?.(external) ?? { host, port: listener.port };
  const check = renderExternalCheck(listener, host);
  return {
    name,
    connect_timeout: renderDuration(EGRESS_CONNECT_TIMEOUT),
    cluster_type: renderDnsClusterType(dnsResolver),
    wait_for_warm_on_init: false,
    load_assignment: renderLoadAssignment(name, [place]),
    ...(check && { health_checks: [check], common_lb_config: PANIC_WHERE_ALL_FAIL }),
    circuit_breakers: renderCallerBreakers(),
    ...renderUpstreamProtocol(listener),
  };
}

/**
 * A node's application, as its own Envoy sees it. There is one, so requests go to it whatever the check says: the check
 * is for the health listener.
 */
export function renderIngressCluster(
  application: MeshApplication,
  node: MeshNode,
  listener: Listener,
  { loopbackAddress, ports }: Pick<BootstrapRefs, 'loopbackAddress' | 'ports'>,
): Cluster {
  const name = ingressClusterName(application, node.name, listener);
  const address = { host: loopbackAddress, port: ports.application(listener.port) };
  return {
    name,
    connect_timeout: renderDuration(INGRESS_CONNECT_TIMEOUT),
    type: 'STATIC',
    wait_for_warm_on_init: false,
    load_assignment: renderLoadAssignment(name, [address]),
    health_checks: [renderApplicationCheck(listener, node.name)],
    common_lb_config: { healthy_panic_threshold: { value: 100 } },
    circuit_breakers: renderCircuitBreakers(listener.connectionPool),
    ...renderApplicationProtocol(listener),
  };
}

/** From a gateway's first hop, which matches and rewrites, to its second, which routes. */
export function renderRedirectCluster(
  application: MeshApplication,
  { name: gateway, listener }: MeshGateway,
  { loopbackAddress, ports }: Pick<BootstrapRefs, 'loopbackAddress' | 'ports'>,
): Cluster {
  const name = redirectClusterName(application, gateway, listener);
  return {
    name,
    connect_timeout: renderDuration(INGRESS_CONNECT_TIMEOUT),
    type: 'STATIC',
    load_assignment: renderLoadAssignment(name, [{ host: loopbackAddress, port: ports.egress }]),
    circuit_breakers: renderCircuitBreakers(listener.connectionPool),
    ...renderUpstreamProtocol(listener),
  };
}
