/** Upstream Envoy: beside an application, or alone as a gateway. All that it knows stands in its command line. */
import type { EnvoyLogLevel } from '../mesh/logs';
import { ENVOY_ADMIN_PORT, ENVOY_CONTAINER } from './app-mesh-envoy';
import type { ContainerDefinition, ContainerHealthCheck } from './container-definition';
import { logConfiguration, type LogRefs } from './logs';
import { ENVOY_UID } from './proxy-configuration';

/** Soft limits in MiB: one with a small configuration needs about 65, a gateway holds the connections of everybody. */
const SIDECAR_MEMORY_MIB = 128;
const GATEWAY_MEMORY_MIB = 512;

/** An Envoy ends 10 ms after SIGTERM: its draining is the drain container's, which stops before it. */
const STOP_SECONDS = 10;

const UNITS_OF_A_CPU = 1024;

export interface EnvoyProps {
  readonly image: string;
  /** The bootstrap as JSON, escaped for Terraform. */
  readonly config: string;
  readonly role: 'sidecar' | 'gateway';
  /** CPU units of the task. */
  readonly cpu: number;
  readonly logLevel: EnvoyLogLevel;
  /** Ports that other tasks and load balancers reach. */
  readonly ports: readonly number[];
  readonly refs: LogRefs;
}

/** The entry point is written, so the image's own does not step down from root: the user is written too. */
export function envoy({ image, config, role, cpu, logLevel, ports, refs }: EnvoyProps): ContainerDefinition {
  return {
    name: ENVOY_CONTAINER,
    image,
    essential: true,
    memoryReservation: role === 'gateway' ? GATEWAY_MEMORY_MIB : SIDECAR_MEMORY_MIB,
    user: String(ENVOY_UID),
    readonlyRootFilesystem: true,
    entryPoint: ['envoy'],
    command: [
      ...['--concurrency', String(concurrencyOf(cpu))],
      '--disable-hot-restart',
      ...['--log-level', logLevel],
      ...['--config-yaml', config],
    ],
    portMappings: ports.map((containerPort) => ({ containerPort, protocol: 'tcp' as const })),
    healthCheck: envoyHealthCheck(),
    // The number of App Mesh's own examples; each proxied connection takes two.
    ulimits: [{ name: 'nofile', softLimit: 15_000, hardLimit: 15_000 }],
    stopTimeout: STOP_SECONDS,
    logConfiguration: logConfiguration(ENVOY_CONTAINER, refs),
  };
}

/** Unasked, Envoy takes a worker for each processor of the host, of which the task has a part. */
function concurrencyOf(cpu: number): number {
  return Math.max(1, Math.floor(cpu / UNITS_OF_A_CPU));
}

/** bash, since the image's sh has no /dev/tcp; HTTP/1.1 with a host, since the admin server refuses 1.0. */
function envoyHealthCheck(): ContainerHealthCheck {
  const request = String.raw`GET /ready HTTP/1.1\r\nHost: envoy\r\nConnection: close\r\n\r\n`;
  const script = `exec 3<>/dev/tcp/127.0.0.1/${ENVOY_ADMIN_PORT} && printf '${request}' >&3 && grep -q LIVE <&3`;
  return { command: ['CMD', 'bash', '-c', script], interval: 5, timeout: 2, retries: 3, startPeriod: 10 };
}
