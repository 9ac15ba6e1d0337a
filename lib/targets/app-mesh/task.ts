/** The containers of a node's and a gateway's task on App Mesh. */
import type { MeshApplication } from '../../mesh/application';
import type { MeshGateway } from '../../mesh/entry/gateway';
import type { MeshNode } from '../../mesh/node';
import type { Tracing } from '../../mesh/tracing';
import { appMeshGateway, appMeshSidecar } from '../../ecs/containers/app-mesh-envoy';
import { ENVOY_CONTAINER } from '../../ecs/containers/envoy-container';
import type { ForeignImages } from '../../ecs/containers/images';
import { proxyConfiguration } from '../../ecs/containers/proxy-configuration';
import { traceSidecar } from '../../ecs/containers/trace-sidecar';
import type { TaskContent } from '../../ecs/task-definition';
import type { ServiceAddress } from '../../mesh/address';
import { renderApplicationContainer } from '../../ecs/application-container';

export interface TaskRefs {
  /** ARN of the virtual node or gateway. */
  readonly resourceArn: string;
  readonly images: ForeignImages;
  /** X-Ray's region. */
  readonly region: string;
}

export interface NodeTaskRefs extends TaskRefs {
  readonly image: string;
  /** See `ApplicationContainerRefs`. */
  readonly isForeign?: boolean;
  readonly addressOf: (service: string) => ServiceAddress;
}

type Settings = Pick<MeshApplication, 'tracing' | 'logs'>;

/** The application starts when Envoy is healthy, since its first call already goes through it. */
export function renderNodeTask({ tracing, logs }: Settings, node: MeshNode, refs: NodeTaskRefs): TaskContent {
  const dependsOn = [{ containerName: ENVOY_CONTAINER, condition: 'HEALTHY' as const }];
  const app = renderApplicationContainer(node, { ...refs, dependsOn });
  const envoy = appMeshSidecar({
    image: refs.images.appMeshEnvoy,
    resourceArn: refs.resourceArn,
    logLevel: logs.envoyLevel,
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

/** A gateway's Envoy is the application, so the platform intercepts no traffic. */
export function renderGatewayTask(
  { tracing, logs }: Settings,
  gateway: MeshGateway,
  refs: TaskRefs,
): TaskContent {
  const envoy = appMeshGateway({
    port: gateway.listener.port,
    image: refs.images.appMeshEnvoy,
    resourceArn: refs.resourceArn,
    logLevel: logs.envoyLevel,
    ...(tracing && { tracing }),
  });
  return { containers: [envoy, ...renderTraceSidecar(tracing, false, refs)] };
}

function renderTraceSidecar(
  tracing: Tracing | undefined,
  behindProxy: boolean,
  { images, region }: TaskRefs,
) {
  return tracing ? [traceSidecar(tracing.tracer, { images, behindProxy, region })] : [];
}
