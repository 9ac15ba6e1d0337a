/** The listeners through which requests reach a node's application. */
import type { MeshApplication } from '../../../mesh/application';
import { minutes } from '../../../mesh/duration';
import type { Listener } from '../../../mesh/listener';
import type { MeshNode } from '../../../mesh/node';
import { renderAccessLog } from './access-log';
import { type ConnectionManager, renderConnectionManager } from './http-connection';
import { renderDuration } from './duration';
import { HEALTH_PATH } from './health-path';
import { renderPassingCheck, renderRouter } from './http-filters';
import { type EnvoyListener, type FilterChain, ORIGINAL_DESTINATION, renderListener } from './listener';
import { ingressClusterName, segmentName } from './names';
import { renderNotReached } from './not-reached';
import { INTERCEPTED_INGRESS_PORT } from './ports';
import type { BootstrapRefs } from './ecs-or-local';
import { renderTcpProxy, type TcpProxy } from './tcp-proxy';
import { renderTracing } from './tracing';
import { renderIngressHost } from './virtual-host';

/**
 * Longer than the hour after which a caller's Envoy closes an idle connection. The side that closes first sends no
 * request into a closed connection.
 */
const OUTLASTS_CALLERS = minutes(75);

/**
 * One listener for each port of the node. A transparent node has one, to which the platform redirects all connections.
 */
export function renderIngressListeners(
  application: MeshApplication,
  node: MeshNode,
  refs: BootstrapRefs,
): EnvoyListener[] {
  const filtersOf = (listener: Listener) => [renderFilter(application, node, { listener, refs })] as const;
  const { outerAddress, ports } = refs;
  switch (node.interception) {
    case 'explicit':
      return node.listeners.map((listener) =>
        ingressListener(
          { host: outerAddress, port: ports.ingress(listener.port) },
          { filterChains: [{ filters: filtersOf(listener) }] },
        ),
      );
    case 'transparent':
      if (node.listeners.length === 0) return [];
      return [
        ingressListener(
          { host: outerAddress, port: INTERCEPTED_INGRESS_PORT },
          {
            listenerFilters: [ORIGINAL_DESTINATION],
            filterChains: node.listeners.map((listener): FilterChain => ({
              filter_chain_match: { destination_port: listener.port },
              filters: filtersOf(listener),
            })),
          },
        ),
      ];
  }
}

function ingressListener(
  address: { readonly host: string; readonly port: number },
  props: Pick<Parameters<typeof renderListener>[0], 'listenerFilters' | 'filterChains'>,
): EnvoyListener {
  return renderListener({
    name: `lds_ingress_${address.host}_${address.port}`,
    address,
    direction: 'INBOUND',
    ...props,
  });
}

function renderFilter(
  application: MeshApplication,
  node: MeshNode,
  props: { readonly listener: Listener; readonly refs: BootstrapRefs },
): ConnectionManager | TcpProxy {
  const { listener } = props;
  if (listener.protocol !== 'tcp') return renderManager(application, node, props);
  return renderTcpProxy({
    statPrefix: 'ingress',
    to: { cluster: ingressClusterName(application, node.name, listener) },
    timeout: listener.timeout,
    accessLog: renderAccessLog(),
  });
}

function renderManager(
  application: MeshApplication,
  node: MeshNode,
  { listener, refs }: { readonly listener: Listener; readonly refs: BootstrapRefs },
): ConnectionManager {
  const { tracing } = application;
  const cluster = ingressClusterName(application, node.name, listener);
  return renderConnectionManager({
    statPrefix: 'ingress',
    hosts: [renderIngressHost(cluster, listener)],
    listener,
    isStrict: true,
    filters: [renderPassingCheck(listener.healthCheck?.path ?? HEALTH_PATH), renderRouter()],
    localReplies: renderNotReached(listener.protocol),
    idle: renderDuration(OUTLASTS_CALLERS),
    accessLog: renderAccessLog(),
    ...(tracing && {
      tracing: renderTracing(tracing, {
        segmentName: segmentName(application, node.name),
        sink: refs.traceSink,
        task: refs.traceTask,
        direction: 'ingress',
      }),
    }),
  });
}
