/**
 * The container that lets a task end without failed requests. ECS stops it first; it tells Envoy, and Envoy tells the
 * callers.
 */
import { ENVOY_ADMIN_PORT } from './envoy-container';
import { type ContainerDefinition, type ContainerDependency, NO_CAPABILITIES } from './container-definition';
import { type Gate, gateCheck, gateScript } from './first-answer';
import { TASK_LOGS } from './log-configuration';
import { ENVOY_UID } from './proxy-configuration';

const DRAIN_CONTAINER = 'drain';

export interface DrainProps {
  /** The container that must stop only after this one has ended. */
  readonly after: ContainerDependency;
  /** Seconds: first how long callers need to notice, then at most how long requests may still run. */
  readonly times: { readonly hear: number; readonly most: number };
  /** Seconds from SIGTERM to SIGKILL. */
  readonly stopTimeout: number;
  /** @default - none: ECS does not ask this container whether the task is healthy */
  readonly gate?: Gate;
}

/**
 * Without a gate it is not essential: a task without it still works. ECS counts checks only of essential containers. So
 * with a gate it is essential, and ECS replaces the task if its process dies.
 */
export function drain({ after, times, stopTimeout, gate }: DrainProps): ContainerDefinition {
  return {
    name: DRAIN_CONTAINER,
    // This image has bash.
    image: { foreign: 'envoy' },
    essential: gate !== undefined,
    user: String(ENVOY_UID),
    readonlyRootFilesystem: true,
    linuxParameters: NO_CAPABILITIES,
    entryPoint: ['bash', '-c'],
    command: [drainScript(times, gate && gateScript(gate))],
    dependsOn: [after],
    ...(gate && { healthCheck: gateCheck() }),
    stopTimeout,
    logConfiguration: TASK_LOGS,
  };
}

/**
 * Waits for SIGTERM. Then it makes Envoy fail its health checks, so every answer says `connection: close`, or GOAWAY. It
 * ends when callers have noticed and no request runs, at the latest after `most` seconds.
 */
export function drainScript(
  { hear, most }: DrainProps['times'],
  gate = '',
  admin = { host: '127.0.0.1', port: ENVOY_ADMIN_PORT },
): string {
  const ask = (request: string, read: string) =>
    `{ printf '${request} HTTP/1.1\\r\\nHost: envoy\\r\\nContent-Length: 0\\r\\nConnection: close\\r\\n\\r\\n' >&3 && ${read} <&3; } 3<>/dev/tcp/${admin.host}/${admin.port}`;
  return [
    // An Envoy that has ended has no requests.
    `busy() { ${ask('GET /stats?filter=http.ingress.downstream_rq_active', "grep -q ': [1-9]'")}; };`,
    'leave() {',
    `end=$((SECONDS + ${most})); ${ask('POST /healthcheck/fail', 'read -r answer')};`,
    `echo "leaving: $answer"; sleep ${hear};`,
    'while ((SECONDS < end)) && busy; do sleep 1; done; exit 0; };',
    'trap leave TERM;',
    ...(gate === '' ? [] : [gate]),
    // A trap runs when a command ends. `wait` ends at the signal.
    'while true; do sleep 3600 & wait $!; done',
  ].join(' ');
}
