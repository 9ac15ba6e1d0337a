/** The containers of a node's and a gateway's task with upstream Envoy. */
import type { MeshApplication } from '../../mesh/application';
import { lookupIn } from '../../mesh/lookup';
import type { MeshGateway } from '../../mesh/entry/gateway';
import type { MeshNode } from '../../mesh/node';
import { ENVOY_CONTAINER } from '../../ecs/containers/envoy-container';
import { proxyConfiguration } from '../../ecs/containers/proxy-configuration';
import { APPLICATION_CONTAINER, renderApplicationContainer } from '../../ecs/application-container';
import { leaveTimes } from '../../ecs/leave-times';
import type { TaskContent } from '../../ecs/task-definition';
import type { ServiceAddress } from '../../mesh/address';
import { entrancesOf } from './bootstrap/service-ports';
import { gatewayConfig, nodeConfig } from './envoy-config';
import { renderGate } from './first-answer';
import { gatewayRefs, nodeRefs } from './bootstrap/ecs-or-local';
import { addressIn } from './service-address';
import { awaitedClusters, renderDrain, renderEnvoy, renderTraceSidecar, type TaskRefs } from './sidecars';

export interface NodeTaskRefs extends TaskRefs {
  readonly image: string;
  /** See `ApplicationContainerRefs`. */
  readonly isForeign?: boolean;
  /** What else the task serves while target `none` comes or goes. @default - nothing */
  readonly plain?: PlainRefs;
}

/** While the target changes, the Envoy serves the node's callers only. The application calls others as without a mesh. */
export interface PlainRefs {
  /** Where the application finds a backend. */
  readonly addressOf: (service: string) => ServiceAddress;
  /** Health paths by which a load balancer right before the node will ask its Envoy. */
  readonly healthPaths: readonly string[];
}

/** The application starts when Envoy is healthy, because its first call already goes through Envoy. It stops before Envoy. */
export function renderNodeTask(
  application: MeshApplication,
  node: MeshNode,
  refs: NodeTaskRefs,
): TaskContent {
  const bootstrapRefs = {
    ...nodeRefs(application, node),
    healthPaths: refs.plain?.healthPaths ?? [],
  };
  const isTransparent = node.interception === 'transparent';
  const listenerPorts = node.listeners.map(({ port }) => port);
  const times = leaveTimes({
    longestRequest: lookupIn(application).calls().longestRequest(node.name),
    hasApplication: true,
  });
  const app = renderApplicationContainer(node, {
    ...refs,
    addressOf: refs.plain?.addressOf ?? addressIn(application, node),
    dependsOn: [{ containerName: ENVOY_CONTAINER, condition: 'HEALTHY' }],
  });
  const proxy = renderEnvoy(application, nodeConfig(application, node, refs.plain?.healthPaths), {
    role: 'sidecar',
    cpu: node.runs.cpu,
    // The callers of a transparent node connect to the application's port, and the platform sends them to Envoy.
    ports: [
      ...(isTransparent ? [] : listenerPorts.map(bootstrapRefs.ports.ingress)),
      bootstrapRefs.ports.health,
    ],
    awaits: awaitedClusters(application, node.name),
    stopTimeout: times.stop.envoy,
    refs,
  });
  const after = { containerName: APPLICATION_CONTAINER, condition: 'START' } as const;
  const gate = renderGate(application, node, bootstrapRefs);
  return {
    containers: [
      app,
      proxy,
      // No node calls a worker, so no node has to hear that it leaves.
      ...(listenerPorts.length > 0 ? [renderDrain(times, refs, { after, ...(gate && { gate }) })] : []),
      ...renderTraceSidecar(application, isTransparent, refs),
    ],
    ...(isTransparent && {
      proxyConfiguration: proxyConfiguration(
        ENVOY_CONTAINER,
        listenerPorts,
        refs.plain ? entrancesOf(application, node).map(({ listener }) => listener.port) : [],
      ),
    }),
  };
}

/** A gateway's Envoy is the application. */
export function renderGatewayTask(
  application: MeshApplication,
  gateway: MeshGateway,
  refs: TaskRefs,
): TaskContent {
  const bootstrapRefs = gatewayRefs(application);
  const { ingress, health } = bootstrapRefs.ports;
  const longestRequest = lookupIn(application).calls().longestRequest(gateway.name);
  const times = leaveTimes({ longestRequest, hasApplication: false });
  const proxy = renderEnvoy(application, gatewayConfig(application, gateway), {
    role: 'gateway',
    cpu: gateway.runs.cpu,
    ports: [ingress(gateway.listener.port), health],
    awaits: awaitedClusters(application, gateway.name),
    stopTimeout: times.stop.envoy,
    refs,
  });
  const after = { containerName: ENVOY_CONTAINER, condition: 'HEALTHY' } as const;
  return {
    containers: [proxy, renderDrain(times, refs, { after }), ...renderTraceSidecar(application, false, refs)],
  };
}
