/** Upstream Envoy: beside an application, or alone as a gateway. Its whole configuration is in its command line. */
import type { EnvoyLogLevel } from '../../mesh/runs/log-retention';
import { type ContainerDefinition, NO_CAPABILITIES } from './container-definition';
import { ENVOY_CONTAINER, envoyCommand, type EnvoyConfig } from './envoy-container';
import { envoyHealthCheck } from './envoy-health-check';
import { TASK_LOGS } from './log-configuration';
import { ENVOY_UID } from './proxy-configuration';

/** Soft limits in MiB. An Envoy with a small configuration needs about 65. A gateway holds all connections from outside. */
const SIDECAR_MEMORY_MIB = 128;
const GATEWAY_MEMORY_MIB = 512;

/**
 * Limits of open files. Each connection is one. A node has the number of App Mesh's own examples, and each request takes
 * two. A gateway has what Fargate gives: clients outside open its connections, and each request takes four.
 */
const SIDECAR_DESCRIPTORS = 15_000;
export const GATEWAY_DESCRIPTORS = 65_535;

const UNITS_OF_A_CPU = 1024;

export interface EnvoyProps {
  /** A text is escaped for Terraform. */
  readonly config: EnvoyConfig;
  readonly role: 'sidecar' | 'gateway';
  /** CPU units of the task. */
  readonly cpu: number;
  readonly logLevel: EnvoyLogLevel;
  /** Ports that other tasks and load balancers reach. */
  readonly ports: readonly number[];
  /** Clusters that must have had a healthy host before this Envoy is healthy. @default [] */
  readonly awaits?: readonly string[];
  /** Seconds from SIGTERM to SIGKILL. The drain container, which stops before it, does the draining. */
  readonly stopTimeout: number;
}

/** The entry point replaces the image's own, which drops root. So the user is written too. */
export function envoy(props: EnvoyProps): ContainerDefinition {
  const { config, role, cpu, logLevel, ports, awaits = [], stopTimeout } = props;
  return {
    name: ENVOY_CONTAINER,
    image: { foreign: 'envoy' },
    essential: true,
    memoryReservation: role === 'gateway' ? GATEWAY_MEMORY_MIB : SIDECAR_MEMORY_MIB,
    user: String(ENVOY_UID),
    readonlyRootFilesystem: true,
    linuxParameters: NO_CAPABILITIES,
    ...envoyCommand({ concurrency: concurrencyOf(cpu), logLevel, config }),
    portMappings: ports.map((containerPort) => ({ containerPort, protocol: 'tcp' as const })),
    healthCheck: envoyHealthCheck(awaits),
    ulimits: [openFiles(role === 'gateway' ? GATEWAY_DESCRIPTORS : SIDECAR_DESCRIPTORS)],
    stopTimeout,
    logConfiguration: TASK_LOGS,
  };
}

const openFiles = (most: number) => ({ name: 'nofile', softLimit: most, hardLimit: most }) as const;

/** By default Envoy starts a worker for each processor of the host, but the task has only a part of them. */
function concurrencyOf(cpu: number): number {
  return Math.max(1, Math.floor(cpu / UNITS_OF_A_CPU));
}
