/** Keeps a new task from being healthy until its application answers once. The check is one of the drain container. */
import type { EcsHealthCheck } from './container-definition';

export interface Gate {
  /** The address at which the task's Envoy says whether its application answers, in any protocol. */
  readonly asks: { readonly host: string; readonly port: number; readonly path: string };
  /** The port on which the application listens. */
  readonly ports: readonly number[];
}

/**
 * Seconds after which an application that accepts connections passes, although its health check was never good. It may
 * wait for a service that is absent for long, and ECS would end the task and each task after it.
 */
export const PATIENCE_SECONDS = 600;

/** The name of the script's process shows that the gate is open. So it needs no file, and ends with the container. */
const OPEN = 'open';

/**
 * Lines of bash that end when the application answers. They wait without end for an application that does not even
 * listen: then ECS ends the task because of the check below.
 */
export function gateScript(
  { asks: { host, port, path }, ports }: Gate,
  patience: number = PATIENCE_SECONDS,
): string {
  const request = String.raw`GET ${path} HTTP/1.1\r\nHost: envoy\r\nConnection: close\r\n\r\n`;
  return [
    `well() { { printf '${request}' >&3 && read -rt 2 answer <&3; } 3<>/dev/tcp/${host}/${port}`,
    `&& [[ $answer == *' 200 '* ]]; };`,
    `listens() { for port in ${ports.join(' ')}; do { :; } 3<>/dev/tcp/${host}/$port || return 1; done; };`,
    `late() { ((SECONDS >= ${patience})) && listens && echo 'let through: listens, its health check is not good'; };`,
    'until well 2>/dev/null || late 2>/dev/null; do sleep 1 & wait $!; done;',
    `echo ${OPEN} >/proc/$$/comm; echo "open after $SECONDS s";`,
  ].join(' ');
}

/**
 * After the check was good once it stays good, since the gate never closes. Each try waits for nearly a minute, so it is
 * good one second after the gate opens. ECS accepts bad tries for 300 seconds, and then 10 of them: about 15 minutes.
 */
export function gateCheck(pid = 1): EcsHealthCheck {
  const script = [
    'for ((i = 0; i < 55; i++)); do',
    `read -r name </proc/${pid}/comm && [[ $name == ${OPEN} ]] && exit 0; sleep 1;`,
    'done; exit 1',
  ].join(' ');
  return { command: ['CMD', 'bash', '-c', script], interval: 5, timeout: 60, retries: 10, startPeriod: 300 };
}
