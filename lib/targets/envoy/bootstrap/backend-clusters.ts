/** The clusters that an Envoy calls: the tasks of the nodes behind its backends, and external hosts. */
import { byKey } from '../../../mesh/by-key';
import type { MeshApplication } from '../../../mesh/application';
import type { MeshExternal } from '../../../mesh/external';
import { hostText } from '../../../mesh/surroundings/external-host';
import { type Listener, pickListener } from '../../../mesh/listener';
import { lookupIn } from '../../../mesh/lookup';
import type { MeshNode } from '../../../mesh/node';
import { renderLoadAssignment } from './address';
import { renderCallerBreakers } from './circuit-breakers';
import { type EnvoyCluster, EGRESS_CONNECT_TIMEOUT } from './cluster';
import { renderDnsClusterType } from './dns-cluster';
import { renderDuration } from './duration';
import type { BootstrapRefs } from './ecs-or-local';
import { asksApplication, renderExternalCheck, renderTaskCheck } from './health-check';
import { renderUpstreamProtocol } from './http-protocol-options';
import { egressClusterName, resourceName } from './names';
import { renderOutlierDetection } from './outlier-detection';
import { type Entrance, routesOf } from './service-ports';

/** A cluster for each node and port behind the services, once: two services may lead to one node. */
export function renderBackendClusters(
  application: MeshApplication,
  entrances: readonly Entrance[],
  refs: BootstrapRefs,
): EnvoyCluster[] {
  const targets = new Map<string, { readonly node: string; readonly port: number }>();
  for (const entrance of entrances) {
    const { port } = entrance.listener;
    for (const { node } of routesOf(application, entrance).flatMap((route) => route.targets))
      targets.set(`${node}\n${port}`, { node, port });
  }
  return [...targets]
    .sort(byKey)
    .flatMap(([, { node, port }]) => renderTargetCluster(application, { node, port }, refs));
}

function renderTargetCluster(
  application: MeshApplication,
  { node: name, port }: { readonly node: string; readonly port: number },
  refs: BootstrapRefs,
): EnvoyCluster[] {
  const external = lookupIn(application).external(name);
  if (external !== undefined) return [renderExternalCluster(application, external, refs)];
  const node = lookupIn(application).node(name);
  const listener = pickListener(node.listeners, port);
  return listener === undefined ? [] : [renderEgressCluster(application, node, listener, refs)];
}

/**
 * With Envoy's own 50 %, tasks that failed or were ejected would get requests as soon as half of all tasks did: decision
 * 0012.
 */
const PANIC_WHERE_ALL_FAIL = { healthy_panic_threshold: { value: 1 } };

/**
 * The tasks of a node, as its callers see them. Without the check an Envoy knows at most eight of them, since a DNS
 * answer has no more. The start does not wait for the check: otherwise a backend that hangs would keep its callers from
 * starting.
 */
function renderEgressCluster(
  application: MeshApplication,
  node: MeshNode,
  listener: Listener,
  { endpointsOf, dnsResolver }: Pick<BootstrapRefs, 'endpointsOf' | 'dnsResolver'>,
): EnvoyCluster {
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
        // A declared check takes the same path as requests, to the application.
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

/** An external node has no Envoy. It is called at its own address, and is checked only if it declares a check. */
function renderExternalCluster(
  application: MeshApplication,
  { name: external, host: declared, listener }: MeshExternal,
  { dnsResolver, externalAt }: Pick<BootstrapRefs, 'dnsResolver' | 'externalAt'>,
): EnvoyCluster {
  const name = egressClusterName(application, external, listener);
  const host = hostText(declared);
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
