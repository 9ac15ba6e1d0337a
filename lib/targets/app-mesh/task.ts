/** The containers of a node's and a gateway's task on App Mesh. */
import type { MeshApplication } from '../../mesh/application';
import type { MeshGateway } from '../../mesh/entry/gateway';
import type { MeshNode } from '../../mesh/node';
import type { Tracing } from '../../mesh/tracing';
import { appMeshGateway, appMeshSidecar } from '../../ecs/containers/app-mesh-envoy';
import { ENVOY_CONTAINER } from '../../ecs/containers/envoy-container';
import { proxyConfiguration } from '../../ecs/containers/proxy-configuration';
import { traceSidecar } from '../../ecs/containers/trace-sidecar';
import { renderedOnce } from '../../ecs/rendered-once';
import type { TaskContent } from '../../ecs/task-definition';
import { virtualServiceName } from '../../mesh/account-names';
import type { ServiceAddress } from '../../mesh/address';
import { lookupIn } from '../../mesh/lookup';
import { type ImageOrigin, renderApplicationContainer } from '../../ecs/application-container';

const once = renderedOnce<TaskContent>();

/** @param origin @default - built from a source of the project */
export function renderNodeTask(
  application: MeshApplication,
  node: MeshNode,
  origin: ImageOrigin = { isForeign: false },
): TaskContent {
  return once(application, `${origin.isForeign ? 'foreign' : 'own'} ${node.name}`, () =>
    nodeTask(application, node, origin),
  );
}

export function renderGatewayTask(application: MeshApplication, gateway: MeshGateway): TaskContent {
  return once(application, `gateway ${gateway.name}`, () => gatewayTask(application, gateway));
}

/** The application starts after Envoy is healthy, since its first call already goes through Envoy. */
function nodeTask(application: MeshApplication, node: MeshNode, origin: ImageOrigin): TaskContent {
  const { tracing, logs } = application;
  const dependsOn = [{ containerName: ENVOY_CONTAINER, condition: 'HEALTHY' as const }];
  const addressOf = addressIn(application);
  const app = renderApplicationContainer(node, { ...origin, addressOf, dependsOn });
  const envoy = appMeshSidecar({ logLevel: logs.envoyLevel, ...(tracing && { tracing }) });
  return {
    containers: [app, envoy, ...renderTraceSidecar(tracing, true)],
    proxyConfiguration: proxyConfiguration(
      ENVOY_CONTAINER,
      node.listeners.map(({ port }) => port),
    ),
  };
}

/** A gateway's Envoy is the application, so the platform intercepts no traffic. */
function gatewayTask({ tracing, logs }: MeshApplication, gateway: MeshGateway): TaskContent {
  const envoy = appMeshGateway({
    port: gateway.listener.port,
    logLevel: logs.envoyLevel,
    ...(tracing && { tracing }),
  });
  return { containers: [envoy, ...renderTraceSidecar(tracing, false)] };
}

/** An application calls a service by its name. App Mesh's Envoy takes the call over. */
function addressIn(application: MeshApplication): (service: string) => ServiceAddress {
  return (service) => ({
    scheme: 'http',
    host: virtualServiceName(application, service),
    port: lookupIn(application).listenerOf(service).port,
  });
}

function renderTraceSidecar(tracing: Tracing | undefined, behindProxy: boolean) {
  return tracing ? [traceSidecar(tracing.tracer, { behindProxy })] : [];
}
