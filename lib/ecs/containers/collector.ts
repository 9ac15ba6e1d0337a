/** AWS's OpenTelemetry collector: takes spans over gRPC and X-Ray segments over UDP, and writes both to X-Ray. */
import { type ContainerDefinition, NO_CAPABILITIES } from './container-definition';
import { TASK_LOGS } from './log-configuration';
import { ENVOY_UID } from './proxy-configuration';
import { TASK_REGION } from './task-values';
import { XRAY_PORT } from './xray';

const COLLECTOR_CONTAINER = 'otel-collector';
/** OpenTelemetry's protocol over gRPC. */
export const OTLP_PORT = 4317;
const OTLP_HTTP_PORT = 4318;
/** The collector's own health, which the image's `/healthcheck` reads. */
const HEALTH_CHECK_PORT = 13_133;
/** TCP ports. X-Ray's port is the proxy by which SDKs ask for sampling rules, as in the daemon. */
export const COLLECTOR_PORTS: readonly number[] = [XRAY_PORT, OTLP_PORT, OTLP_HTTP_PORT, HEALTH_CHECK_PORT];

/** A configuration in the image: traces by OTLP and by X-Ray's protocol go to X-Ray. */
const CONFIG = '/etc/ecs/ecs-default-config.yaml';
/** CPU units and MiB of the X-Ray daemon, which does the same work. AWS names none for traces alone. */
const COLLECTOR_CPU = 32;
export const COLLECTOR_MEMORY_MIB = 256;

export interface OtelCollectorProps {
  /**
   * The platform redirects the task's traffic to Envoy. The collector then runs as Envoy's user, whose traffic is not
   * redirected.
   */
  readonly behindProxy: boolean;
}

/** Not essential: a task without traces is better than no task. The image's own user is not root. */
export function otelCollector({ behindProxy }: OtelCollectorProps): ContainerDefinition {
  return {
    name: COLLECTOR_CONTAINER,
    image: { foreign: 'otelCollector' },
    essential: false,
    cpu: COLLECTOR_CPU,
    memoryReservation: COLLECTOR_MEMORY_MIB,
    linuxParameters: NO_CAPABILITIES,
    command: [`--config=${CONFIG}`],
    environment: { AWS_REGION: TASK_REGION },
    // The image has no shell.
    healthCheck: { command: ['CMD', '/healthcheck'], interval: 5, timeout: 3, retries: 3, startPeriod: 10 },
    logConfiguration: TASK_LOGS,
    ...(behindProxy && { user: String(ENVOY_UID) }),
  };
}
