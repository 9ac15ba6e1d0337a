/** The listeners through which a node calls the services that it declares, and no others. */
import type { MeshApplication } from '../../../mesh/application';
import { headersOf, mergesSlashes } from '../../../mesh/traffic/http-form';
import type { Listener } from '../../../mesh/listener';
import type { MeshNode } from '../../../mesh/node';
import { renderAccessLog } from './access-log';
import { renderAwsChain } from './egress-filter';
import { type Entrance, entrancesOf, listenersBehind, loopbackPort, routesOf } from './service-ports';
import { type ConnectionManager, renderConnectionManager } from './http-connection';
import {
  type EnvoyListener,
  type FilterChain,
  ORIGINAL_DESTINATION,
  renderListener,
  TLS_INSPECTOR,
} from './listener';
import type { BootstrapRefs } from './ecs-or-local';
import { renderDestination } from './route';
import { renderTcpProxy, type TcpProxy } from './tcp-proxy';
import type { EnvoyTracing } from './tracing';
import { renderExplicitHost, renderNamedHost, type VirtualHost } from './virtual-host';

export interface EgressProps {
  readonly application: MeshApplication;
  readonly refs: BootstrapRefs;
  readonly tracing: EnvoyTracing | undefined;
}

export function renderEgressListeners(node: MeshNode, props: EgressProps): EnvoyListener[] {
  const entrances = entrancesOf(props.application, node);
  switch (node.interception) {
    case 'explicit':
      return entrances.map((entrance) => renderBackendListener(entrance, props));
    case 'transparent':
      return [renderInterceptedListener(entrances, props)];
  }
}

/** The loopback port that the application calls instead of the backend. */
function renderBackendListener(entrance: Entrance, props: EgressProps): EnvoyListener {
  const { application, refs } = props;
  const address = { host: refs.loopbackAddress, port: loopbackPort(entrance, application, refs.ports) };
  return renderListener({
    name: `lds_egress_${address.host}_${address.port}`,
    address,
    direction: 'OUTBOUND',
    filterChains: [{ filters: [renderFilter([entrance], props, renderExplicitHost)] }],
  });
}

/**
 * Takes all TCP connections of the task's other containers. The called port, then the host of a request, select the
 * service.
 */
function renderInterceptedListener(entrances: readonly Entrance[], props: EgressProps): EnvoyListener {
  const { application, refs } = props;
  const address = { host: refs.outerAddress, port: refs.ports.egress };
  return renderListener({
    name: `lds_egress_${address.host}_${address.port}`,
    address,
    direction: 'OUTBOUND',
    listenerFilters: [ORIGINAL_DESTINATION, TLS_INSPECTOR],
    filterChains: [
      ...byPort(entrances).map(([port, sharing]): FilterChain => ({
        filter_chain_match: { destination_port: port },
        filters: [renderFilter(sharing, props, renderNamedHost)],
      })),
      renderAwsChain(application),
    ],
  });
}

/** TCP has no host, so a TCP port is one service. Validation reports a second one. */
function renderFilter(
  entrances: readonly Entrance[],
  props: EgressProps,
  renderHost: (application: MeshApplication, entrance: Entrance) => VirtualHost,
): ConnectionManager | TcpProxy {
  const [first] = entrances;
  if (first?.listener.protocol === 'tcp') return renderTcp(first, props.application);
  const hosts = entrances.map((entrance) => renderHost(props.application, entrance));
  return renderEgressManager({
    hosts,
    listeners: entrances.flatMap((entrance) => listenersBehind(props.application, entrance)),
    tracing: props.tracing,
  });
}

/** A target of weight 0 is left out, because Envoy's TCP proxy refuses this weight. */
function renderTcp(entrance: Entrance, application: MeshApplication): TcpProxy {
  const [route] = routesOf(application, entrance);
  const targets = route?.targets.filter(({ weight }) => weight > 0) ?? [];
  return renderTcpProxy({
    statPrefix: 'egress',
    to: renderDestination(application, { targets }, entrance.listener),
    timeout: route?.timeout && { ...(route.timeout.idle && { idle: route.timeout.idle }) },
    accessLog: renderAccessLog(),
  });
}

interface ManagerProps {
  readonly hosts: readonly VirtualHost[];
  /** Listeners of the nodes behind one port. For a gateway it is the gateway's own listener. */
  readonly listeners: readonly Listener[];
  readonly tracing?: EnvoyTracing | undefined;
}

/** If several nodes or services share it, the listener with the most headers counts. */
export function renderEgressManager({ hosts, listeners, tracing }: ManagerProps): ConnectionManager {
  const [listener] = [...listeners].sort((a, b) => (headersOf(b) ?? 100) - (headersOf(a) ?? 100));
  return renderConnectionManager({
    statPrefix: 'egress',
    hosts,
    ...(listener && { listener }),
    paths: { merges: listeners.some(mergesSlashes) },
    accessLog: renderAccessLog(),
    ...(tracing && { tracing }),
  });
}

function byPort(entrances: readonly Entrance[]): [number, Entrance[]][] {
  const groups = new Map<number, Entrance[]>();
  for (const entrance of entrances) {
    const { port } = entrance.listener;
    groups.set(port, [...(groups.get(port) ?? []), entrance]);
  }
  return [...groups].sort(([a], [b]) => a - b);
}
