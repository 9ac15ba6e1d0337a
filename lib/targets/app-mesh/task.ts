/** The containers of a node's and a gateway's task on App Mesh. */
import type { MeshApplication } from '../../mesh/application';
import type { MeshGateway } from '../../mesh/entry/gateway';
import type { MeshNode } from '../../mesh/node';
import type { Tracing } from '../../mesh/tracing';
import { appMeshGateway, appMeshSidecar, ENVOY_CONTAINER } from '../../ecs/containers/app-mesh-envoy';
import type { ContainerDefinition } from '../../ecs/containers/container-definition';
import type { ForeignImages } from '../../ecs/containers/images';
import type { LogRefs } from '../../ecs/containers/logs';
import { proxyConfiguration, type ProxyConfiguration } from '../../ecs/containers/proxy-configuration';
import { traceSidecar } from '../../ecs/containers/trace-sidecar';
import type { ServiceAddress } from '../../mesh/address';
import { renderApplicationContainer } from '../../ecs/application-container';

export interface TaskRefs {
  /** ARN of the virtual node or gateway. */
  readonly resourceArn: string;
  readonly images: ForeignImages;
  readonly log: LogRefs;
}

export interface NodeTaskRefs extends TaskRefs {
  readonly image: string;
  /** See `ApplicationContainerRefs`. */
  readonly isForeign?: boolean;
  readonly addressOf: (service: string) => ServiceAddress;
}

export interface Task {
  readonly containers: readonly ContainerDefinition[];
  readonly proxyConfiguration?: ProxyConfiguration;
}

type Settings = Pick<MeshApplication, 'tracing' | 'logs'>;

/** The application starts when Envoy is healthy, since its first call already goes through it. */
export function renderNodeTask({ tracing, logs }: Settings, node: MeshNode, refs: NodeTaskRefs): Task {
  const dependsOn = [{ containerName: ENVOY_CONTAINER, condition: 'HEALTHY' as const }];
  const app = renderApplicationContainer(node, { ...refs, dependsOn });
  const envoy = appMeshSidecar({
    image: refs.images.appMeshEnvoy,
    resourceArn: refs.resourceArn,
    logLevel: logs.envoyLevel,
    refs: refs.log,
    ...(tracing && { tracing }),
  });
  return {
    containers: [app, envoy, ...renderTraceSidecar(tracing, true, refs)],
    proxyConfiguration: proxyConfiguration(
      ENVOY_CONTAINER,
      node.listeners.map(({ port }) => port),
    ),
  };
}

/** A gateway's Envoy is the application: nothing is led through it by the platform. */
export function renderGatewayTask({ tracing, logs }: Settings, gateway: MeshGateway, refs: TaskRefs): Task {
  const envoy = appMeshGateway({
    port: gateway.listener.port,
    image: refs.images.appMeshEnvoy,
    resourceArn: refs.resourceArn,
    logLevel: logs.envoyLevel,
    refs: refs.log,
    ...(tracing && { tracing }),
  });
  return { containers: [envoy, ...renderTraceSidecar(tracing, false, refs)] };
}

function renderTraceSidecar(tracing: Tracing | undefined, behindProxy: boolean, { images, log }: TaskRefs) {
  return tracing ? [traceSidecar(tracing.tracer, { images, behindProxy, refs: log })] : [];
}
