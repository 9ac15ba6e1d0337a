/** What makes a task leave in peace: ECS stops it first, it tells Envoy, and Envoy tells the callers. */
import { ENVOY_ADMIN_PORT } from './app-mesh-envoy';
import type { ContainerDefinition, ContainerDependency } from './container-definition';
import { logConfiguration, type LogRefs } from './logs';
import { ENVOY_UID } from './proxy-configuration';

const DRAIN_CONTAINER = 'drain';

/**
 * Seconds in which callers hear that the task leaves: longer than a DNS record lives (10) and a caller's Envoy waits
 * before it asks again (5 at least), and than two of its health checks (5 each by default).
 */
export const DRAIN_SECONDS = 20;
/** For the script itself. ECS stops containers one after the other, in 120 seconds together. */
const SLACK_SECONDS = 5;

export interface DrainProps {
  /** Envoy's: it has bash. */
  readonly image: string;
  /** The container that must not stop before this one has ended. */
  readonly after: ContainerDependency;
  readonly refs: LogRefs;
}

/** Not essential: a task that cannot say goodbye still works. */
export function drain({ image, after, refs }: DrainProps): ContainerDefinition {
  return {
    name: DRAIN_CONTAINER,
    image,
    essential: false,
    user: String(ENVOY_UID),
    readonlyRootFilesystem: true,
    entryPoint: ['bash', '-c'],
    command: [drainScript(DRAIN_SECONDS)],
    dependsOn: [after],
    stopTimeout: DRAIN_SECONDS + SLACK_SECONDS,
    logConfiguration: logConfiguration(DRAIN_CONTAINER, refs),
  };
}

/** Waits for SIGTERM; then has Envoy fail its health checks, and ends after `seconds`. */
export function drainScript(seconds: number, admin = { host: '127.0.0.1', port: ENVOY_ADMIN_PORT }): string {
  const request = String.raw`POST /healthcheck/fail HTTP/1.1\r\nHost: envoy\r\nContent-Length: 0\r\nConnection: close\r\n\r\n`;
  return [
    'leave() {',
    `exec 3<>/dev/tcp/${admin.host}/${admin.port} && printf '${request}' >&3 && read -r answer <&3;`,
    `echo "leaving: $answer"; sleep ${seconds}; exit 0; };`,
    'trap leave TERM;',
    // A trap runs when a command ends, and `wait` ends at the signal.
    'while true; do sleep 3600 & wait $!; done',
  ].join(' ');
}
