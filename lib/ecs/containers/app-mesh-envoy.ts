/**
 * App Mesh's Envoy: beside an application, or alone as a gateway. It gets its name and its configuration from App Mesh.
 */
import type { EnvoyLogLevel } from '../../mesh/runs/log-retention';
import type { Tracing } from '../../mesh/tracing';
import type { ContainerDefinition, EcsHealthCheck } from './container-definition';
import { ENVOY_ADMIN_PORT, ENVOY_CONTAINER } from './envoy-container';
import { TASK_LOGS } from './log-configuration';
import { ENVOY_UID } from './proxy-configuration';
import { TASK_RESOURCE_ARN } from './task-values';

/** The variable with the ARN of Envoy's node or gateway. Only App Mesh's Envoy has it. */
export const RESOURCE_ARN = 'APPMESH_RESOURCE_ARN';
/** The image's agent, which starts and supervises Envoy. */
export const APPNET_AGENT_PORT = 9902;
/** Soft limit in MiB beside an application: an Envoy with a small configuration needs about 65. */
const ENVOY_SIDECAR_MEMORY_MIB = 128;
/**
 * Soft limit in MiB of a gateway, which holds all connections from outside. It is half of the default task. The rest is
 * for X-Ray and a reserve.
 */
const ENVOY_GATEWAY_MEMORY_MIB = 512;

export interface AppMeshEnvoyProps {
  readonly logLevel: EnvoyLogLevel;
  /**
   * Traces go to X-Ray, also if the collector receives them: the image has tracers only for X-Ray, Datadog and Jaeger.
   */
  readonly tracing?: Pick<Tracing, 'samplingRate'>;
}

/** Envoy beside an application. */
export function appMeshSidecar(props: AppMeshEnvoyProps): ContainerDefinition {
  return {
    ...envoy(props),
    memoryReservation: ENVOY_SIDECAR_MEMORY_MIB,
    user: String(ENVOY_UID),
  };
}

/**
 * Envoy as a gateway. It is the application, so there is no proxy configuration. App Mesh's guide sets no user either:
 * the image itself drops root.
 */
export function appMeshGateway(props: AppMeshEnvoyProps & { readonly port: number }): ContainerDefinition {
  return {
    ...envoy(props),
    memoryReservation: ENVOY_GATEWAY_MEMORY_MIB,
    portMappings: [
      { containerPort: props.port, protocol: 'tcp' },
      { containerPort: ENVOY_ADMIN_PORT, protocol: 'tcp' },
    ],
  };
}

function envoy({ logLevel, tracing }: AppMeshEnvoyProps): ContainerDefinition {
  return {
    name: ENVOY_CONTAINER,
    image: { foreign: 'appMeshEnvoy' },
    essential: true,
    environment: {
      // Taken from the resource, so partition, account and order are correct.
      [RESOURCE_ARN]: TASK_RESOURCE_ARN,
      ENVOY_LOG_LEVEL: logLevel,
      ...(tracing && { ENABLE_ENVOY_XRAY_TRACING: '1', XRAY_SAMPLING_RATE: String(tracing.samplingRate) }),
    },
    healthCheck: envoyHealthCheck(),
    // The number of App Mesh's own examples. Each proxied connection takes two.
    ulimits: [{ name: 'nofile', softLimit: 15_000, hardLimit: 15_000 }],
    logConfiguration: TASK_LOGS,
  };
}

/** LIVE means that Envoy has its first configuration. `exit 1`, since ECS knows only 0 and 1. */
function envoyHealthCheck(): EcsHealthCheck {
  const command = `curl -s http://localhost:${ENVOY_ADMIN_PORT}/server_info | grep state | grep -q LIVE || exit 1`;
  return { command: ['CMD-SHELL', command], interval: 5, timeout: 2, retries: 3, startPeriod: 10 };
}
