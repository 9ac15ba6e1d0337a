/** All that one Envoy knows, from its start on: nobody tells it more. */
import type { MeshApplication } from '../../mesh/application';
import type { MeshGateway } from '../../mesh/gateway';
import type { Listener } from '../../mesh/listener';
import type { Lookup } from '../../mesh/lookup';
import type { MeshNode } from '../../mesh/node';
import { targetsOf } from '../../mesh/service';
import { renderSocketAddress, type SocketAddress } from './address';
import { type Cluster, renderEgressCluster, renderIngressCluster, renderRedirectCluster } from './cluster';
import { renderEgressListeners, renderSecondHop } from './egress';
import { renderPassThroughCluster } from './egress-filter';
import { renderGatewayListener } from './gateway-ingress';
import { renderHealthListener } from './health-listener';
import { gatewayHealthPath } from './health-path';
import { renderIngressListeners } from './ingress';
import type { EnvoyListener } from './listener';
import { ingressClusterName, resourceName, segmentName } from './names';
import type { BootstrapRefs } from './refs';
import { renderTracing } from './tracing';

export interface Bootstrap {
  readonly node: { readonly id: string; readonly cluster: string };
  readonly admin: { readonly address: SocketAddress };
  readonly static_resources: {
    readonly listeners: readonly EnvoyListener[];
    readonly clusters: readonly Cluster[];
  };
}

/** An application, and what is looked up in it. */
export interface Mesh {
  readonly application: MeshApplication;
  readonly lookup: Lookup;
}

/** Beside a node's application: its listeners, its declared backends, and nothing else of the mesh. */
export function renderNodeBootstrap(
  { application, lookup }: Mesh,
  node: MeshNode,
  refs: BootstrapRefs,
): Bootstrap {
  const tracing =
    application.tracing &&
    renderTracing(application.tracing, {
      segmentName: segmentName(application, node.name),
      sink: refs.traceSink,
    });
  const own = node.listeners.map((listener) => ingressClusterName(application, node.name, listener));
  return bootstrap(resourceName(application, 'virtualNode', node.name), refs, {
    listeners: [
      ...renderIngressListeners(application, node, refs),
      ...renderEgressListeners(node, { application, lookup, refs, tracing }),
      renderHealthListener(refs, { clusters: own }),
    ],
    clusters: [
      ...node.listeners.map((listener) => renderIngressCluster(application, node, listener, refs)),
      ...renderBackendClusters({ application, lookup }, node.backends, refs),
      ...(node.interception === 'transparent' ? [renderPassThroughCluster(application)] : []),
    ],
  });
}

export function renderGatewayBootstrap(
  { application, lookup }: Mesh,
  gateway: MeshGateway,
  refs: BootstrapRefs,
): Bootstrap {
  const services = [...new Set(gateway.routes.map(({ service }) => service))].sort();
  return bootstrap(resourceName(application, 'virtualGateway', gateway.name), refs, {
    listeners: [
      renderGatewayListener(application, gateway, refs),
      renderSecondHop(services, { application, lookup, refs }),
      renderHealthListener(refs, { clusters: [], path: gatewayHealthPath(gateway) }),
    ],
    clusters: [
      renderRedirectCluster(application, gateway, refs),
      ...renderBackendClusters({ application, lookup }, services, refs),
    ],
  });
}

function bootstrap(
  name: string,
  { loopbackAddress, ports }: BootstrapRefs,
  resources: Bootstrap['static_resources'],
): Bootstrap {
  return {
    node: { id: name, cluster: name },
    admin: { address: renderSocketAddress({ host: loopbackAddress, port: ports.admin }) },
    static_resources: resources,
  };
}

/** The nodes behind the services, each once: two services may lead to one node. */
function renderBackendClusters(
  { application, lookup }: Mesh,
  services: readonly string[],
  refs: BootstrapRefs,
): Cluster[] {
  const targets = new Map<string, Listener>();
  for (const service of services) {
    for (const node of targetsOf(lookup.service(service))) targets.set(node, lookup.listenerOf(service));
  }
  return [...targets]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name]) => {
      const node = lookup.node(name);
      // The first listener is the one of a node's services.
      const [listener] = node.listeners;
      return listener === undefined ? [] : [renderEgressCluster(application, node, listener, refs)];
    })
    .flat();
}
