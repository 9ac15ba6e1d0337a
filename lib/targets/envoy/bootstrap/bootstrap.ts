/**
 * The whole configuration of one Envoy, which has no control plane. Envoy finds an extension by its `@type`. Its name is
 * only for readers, so it is short or left out
 * (https://www.envoyproxy.io/docs/envoy/v1.40.0/configuration/overview/extension).
 */
import type { MeshApplication } from '../../../mesh/application';
import type { MeshGateway } from '../../../mesh/entry/gateway';
import type { Listener } from '../../../mesh/listener';
import { lookupIn } from '../../../mesh/lookup';
import type { MeshNode } from '../../../mesh/node';
import { type Admin, renderAdmin } from './admin';
import { renderBackendClusters } from './backend-clusters';
import type { EnvoyCluster } from './cluster';
import { renderCollectorCluster } from './collector-cluster';
import { renderIngressCluster, renderRedirectCluster } from './loopback-clusters';
import { ALWAYS_ANSWERS, BUFFER_LIMIT, SECOND_HOP_LIMITS } from './edge-limits';
import { renderEgressListeners } from './egress';
import { renderSecondHop } from './second-hop';
import { renderPassThroughCluster } from './egress-filter';
import { renderGatewayListener } from './gateway-ingress';
import { renderHealthListener } from './health-listener';
import { isAskedInGrpc } from './grpc-health';
import { CALLED_PATH, gatewayHealthPath, HEALTH_PATH } from './health-path';
import { renderIngressListeners } from './ingress';
import type { EnvoyListener } from './listener';
import { renderNodeEdges } from './node-edge';
import { type OverloadManager, renderOverloadManager } from './overload';
import { ingressClusterName, resourceName, segmentName } from './names';
import type { BootstrapRefs } from './ecs-or-local';
import { renderTracing } from './tracing';
import { entrancesOf, gatewayEntrances } from './service-ports';

export interface Bootstrap {
  readonly node: { readonly id: string; readonly cluster: string };
  readonly admin: Admin;
  readonly overload_manager?: OverloadManager;
  readonly static_resources: {
    readonly listeners: readonly EnvoyListener[];
    readonly clusters: readonly EnvoyCluster[];
  };
}

/** The Envoy beside a node's application knows the node's listeners, its declared backends, and nothing else of the mesh. */
export function renderNodeBootstrap(
  application: MeshApplication,
  node: MeshNode,
  refs: BootstrapRefs,
): Bootstrap {
  const tracing =
    application.tracing &&
    renderTracing(application.tracing, {
      segmentName: segmentName(application, node.name),
      sink: refs.traceSink,
      task: refs.traceTask,
      direction: 'egress',
    });
  return bootstrap(resourceName(application, 'virtualNode', node.name), refs, {
    resources: {
      listeners: [
        ...renderIngressListeners(application, node, refs),
        ...renderNodeEdges(application, node, refs),
        ...renderEgressListeners(node, { application, refs, tracing }),
        renderHealthListener(refs, {
          answers: healthAnswers(application, node, refs.healthPaths),
          isGrpc: isAskedInGrpc(application, node.name),
        }),
      ],
      clusters: [
        ...node.listeners.map((listener) => renderIngressCluster(application, node, listener, refs)),
        ...renderBackendClusters(application, entrancesOf(application, node), refs),
        ...(node.interception === 'transparent' ? [renderPassThroughCluster(application)] : []),
        ...renderCollectorCluster(application, refs),
      ],
    },
  });
}

/**
 * Clients outside of the mesh connect to it. So it has limits that a node's Envoy, which only the mesh reaches, does not
 * need.
 */
export function renderGatewayBootstrap(
  application: MeshApplication,
  gateway: MeshGateway,
  refs: BootstrapRefs,
): Bootstrap {
  return bootstrap(resourceName(application, 'virtualGateway', gateway.name), refs, {
    overload_manager: renderOverloadManager(application, gateway),
    resources: {
      listeners: [
        renderGatewayListener(application, gateway, refs),
        { ...renderSecondHop(gateway, { application, refs }), ...SECOND_HOP_LIMITS },
        {
          ...renderHealthListener(refs, {
            answers: [{ path: gatewayHealthPath(gateway), clusters: [] }],
            isGrpc: isAskedInGrpc(application, gateway.name),
          }),
          ...ALWAYS_ANSWERS,
        },
      ],
      clusters: [
        ...[
          renderRedirectCluster(application, gateway, refs),
          ...renderBackendClusters(application, gatewayEntrances(application, gateway), refs),
        ].map((cluster) => ({ ...cluster, ...BUFFER_LIMIT })),
        ...renderCollectorCluster(application, refs),
      ],
    },
  });
}

/** Answers whether all listeners are healthy or, if the gate needs fewer, whether those are. */
function healthAnswers(application: MeshApplication, node: MeshNode, more: readonly string[] = []) {
  const ofPorts = (listeners: readonly Listener[]) =>
    listeners.map((listener) => ingressClusterName(application, node.name, listener));
  const all = { path: HEALTH_PATH, clusters: ofPorts(node.listeners) };
  const answers = [all, ...more.filter((path) => path !== HEALTH_PATH).map((path) => ({ ...all, path }))];
  const called = lookupIn(application).calls().portsCalled(node.name);
  if (called.length === 0 || called.length === node.listeners.length) return answers;
  const some = node.listeners.filter(({ port }) => called.includes(port));
  return [...answers, { path: CALLED_PATH, clusters: ofPorts(some) }];
}

interface Parts extends Pick<Bootstrap, 'overload_manager'> {
  readonly resources: Bootstrap['static_resources'];
}

function bootstrap(
  name: string,
  { loopbackAddress, ports, openAdmin = false }: BootstrapRefs,
  { resources, overload_manager }: Parts,
): Bootstrap {
  return {
    node: { id: name, cluster: name },
    admin: renderAdmin({
      address: { host: loopbackAddress, port: ports.admin },
      isOpen: openAdmin,
      isExempt: overload_manager !== undefined,
    }),
    ...(overload_manager && { overload_manager }),
    static_resources: resources,
  };
}
