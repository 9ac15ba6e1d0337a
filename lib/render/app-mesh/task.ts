/** The containers of a node's and a gateway's task on App Mesh. */
import type { MeshApplication } from '../../mesh/application';
import type { MeshGateway } from '../../mesh/gateway';
import type { MeshNode } from '../../mesh/node';
import { appMeshGateway, appMeshSidecar, ENVOY_CONTAINER } from '../../sidecars/app-mesh-envoy';
import type { ContainerDefinition } from '../../sidecars/container-definition';
import type { ForeignImages } from '../../sidecars/images';
import type { LogRefs } from '../../sidecars/logs';
import { proxyConfiguration, type ProxyConfiguration } from '../../sidecars/proxy-configuration';
import { xrayDaemon } from '../../sidecars/xray';
import type { ServiceAddress } from '../../mesh/address';
import { renderApplicationContainer } from '../ecs/application-container';

export interface TaskRefs {
  /** ARN of the virtual node or gateway. */
  readonly resourceArn: string;
  readonly images: ForeignImages;
  readonly log: LogRefs;
}

export interface NodeTaskRefs extends TaskRefs {
  readonly image: string;
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
    containers: [app, envoy, ...(tracing ? [daemon(refs, true)] : [])],
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
  return { containers: [envoy, ...(tracing ? [daemon(refs, false)] : [])] };
}

function daemon({ images, log }: TaskRefs, behindProxy: boolean): ContainerDefinition {
  return xrayDaemon({ image: images.xrayDaemon, behindProxy, refs: log });
}
