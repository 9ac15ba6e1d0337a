/** The containers of a node's and a gateway's task with upstream Envoy. */
import type { MeshApplication } from '../../mesh/application';
import { lookupIn } from '../../mesh/lookup';
import type { MeshGateway } from '../../mesh/entry/gateway';
import type { MeshNode } from '../../mesh/node';
import { ENVOY_CONTAINER, type EnvoyConfig } from '../../ecs/containers/envoy-container';
import type { ContainerDefinition } from '../../ecs/containers/container-definition';
import { proxyConfiguration } from '../../ecs/containers/proxy-configuration';
import {
  APPLICATION_CONTAINER,
  type ImageOrigin,
  renderApplicationContainer,
} from '../../ecs/application-container';
import { applicationSeconds, leaveTimes } from '../../ecs/leave-times';
import { renderedOnce } from '../../ecs/rendered-once';
import type { TaskContent } from '../../ecs/task-definition';
import { fitsTask } from '../../ecs/task-size';
import type { ServiceAddress } from '../../mesh/address';
import { entrancesOf } from './bootstrap/service-ports';
import { gatewayConfig, nodeConfig } from './envoy-config';
import { renderGate } from './first-answer';
import { gatewayRefs, nodeRefs } from './bootstrap/ecs-or-local';
import { edgePorts } from './bootstrap/node-edge';
import { addressIn } from './service-address';
import { awaitedClusters, renderDrain, renderEnvoy, renderTraceSidecar } from './sidecars';

export interface NodeTaskRefs extends ImageOrigin {
  /** The callers without a mesh that the task serves too, while target `none` comes or goes. @default - none */
  readonly plain?: PlainRefs | undefined;
}

/** While the target changes, the Envoy serves only the node's callers. The application calls others as without a mesh. */
export interface PlainRefs {
  /** The address at which the application calls a backend. */
  readonly addressOf: (service: string) => ServiceAddress;
  /** Health paths with which a load balancer right before the node will check its Envoy. */
  readonly healthPaths: readonly string[];
}

const once = renderedOnce<TaskContent>();

/** @param refs @default - built from a source of the project, and no other target comes or goes */
export function renderNodeTask(
  application: MeshApplication,
  node: MeshNode,
  refs: NodeTaskRefs = { isForeign: false },
): TaskContent {
  const render = () => nodeTask(application, node, refs);
  return refs.plain
    ? render()
    : once(application, `${refs.isForeign ? 'foreign' : 'own'} ${node.name}`, render);
}

export function renderGatewayTask(application: MeshApplication, gateway: MeshGateway): TaskContent {
  return once(application, `gateway ${gateway.name}`, () => gatewayTask(application, gateway));
}

/** The application starts when Envoy is healthy, because its first call already goes through Envoy. It stops before Envoy. */
function nodeTask(application: MeshApplication, node: MeshNode, refs: NodeTaskRefs): TaskContent {
  const { plain } = refs;
  const bootstrapRefs = { ...nodeRefs(application, node), healthPaths: plain?.healthPaths ?? [] };
  const isTransparent = node.interception === 'transparent';
  const listenerPorts = node.listeners.map(({ port }) => port);
  const times = leaveTimes({
    longestRequest: lookupIn(application).calls().longestRequest(node.name),
    application: applicationSeconds(node.runs),
  });
  const app = renderApplicationContainer(node, {
    ...refs,
    addressOf: plain?.addressOf ?? addressIn(application, node),
    dependsOn: [{ containerName: ENVOY_CONTAINER, condition: 'HEALTHY' }],
  });
  const proxy = (config: EnvoyConfig) =>
    renderEnvoy(application, config, {
      role: 'sidecar',
      cpu: node.runs.cpu,
      // The callers of a transparent node connect to the application's port, and the platform sends them to Envoy.
      ports: [
        ...(isTransparent ? [] : listenerPorts.map(bootstrapRefs.ports.ingress)),
        ...edgePorts(application, node),
        bootstrapRefs.ports.health,
      ],
      awaits: awaitedClusters(application, node.name),
      stopTimeout: times.stop.envoy,
    });
  const after = { containerName: APPLICATION_CONTAINER, condition: 'START' } as const;
  const gate = renderGate(application, node, bootstrapRefs);
  const beside = [
    // No node calls a worker, so no node must learn that it leaves.
    ...(listenerPorts.length > 0 ? [renderDrain(times, { after, ...(gate && { gate }) })] : []),
    ...renderTraceSidecar(application, isTransparent),
  ];
  return {
    containers: withBootstrap(nodeConfig(application, node, plain?.healthPaths), (config) => [
      app,
      proxy(config),
      ...beside,
    ]),
    ...(isTransparent && {
      proxyConfiguration: proxyConfiguration(
        ENVOY_CONTAINER,
        listenerPorts,
        plain ? entrancesOf(application, node).map(({ listener }) => listener.port) : [],
      ),
    }),
  };
}

/** A gateway's Envoy is the application. */
function gatewayTask(application: MeshApplication, gateway: MeshGateway): TaskContent {
  const { ingress, health } = gatewayRefs(application).ports;
  const longestRequest = lookupIn(application).calls().longestRequest(gateway.name);
  const times = leaveTimes({ longestRequest, application: 0 });
  const after = { containerName: ENVOY_CONTAINER, condition: 'HEALTHY' } as const;
  const beside = [renderDrain(times, { after }), ...renderTraceSidecar(application, false)];
  const proxy = (config: EnvoyConfig) =>
    renderEnvoy(application, config, {
      role: 'gateway',
      cpu: gateway.runs.cpu,
      ports: [ingress(gateway.listener.port), health],
      awaits: awaitedClusters(application, gateway.name),
      stopTimeout: times.stop.envoy,
    });
  return {
    containers: withBootstrap(gatewayConfig(application, gateway), (config) => [proxy(config), ...beside]),
  };
}

/** Packs the bootstrap if ECS would refuse the task with it as text. */
function withBootstrap(
  text: string,
  containersWith: (config: EnvoyConfig) => ContainerDefinition[],
): ContainerDefinition[] {
  const asText = containersWith({ kind: 'text', text });
  return fitsTask(asText) ? asText : containersWith({ kind: 'packed', text });
}
