/** Keeps a new task from being healthy until its application answers once. The drain container asks for it. */
import type { EcsHealthCheck } from './container-definition';

export interface Gate {
  /** Where the task's Envoy says whether its application answers, in any protocol. */
  readonly asks: { readonly host: string; readonly port: number; readonly path: string };
  /** Where the application listens. */
  readonly ports: readonly number[];
}

/**
 * Seconds after which an application that takes connections passes, though its health check has never been good. What it
 * waits for may be away for long, and ECS would end the task and each task after it.
 */
export const PATIENCE_SECONDS = 600;

/** The name of the script's process says that the gate is open. So it needs no file, and ends with the container. */
const OPEN = 'open';

/**
 * Lines of bash that end when the application answers. They wait without end for one that does not even listen: ECS ends
 * its task by the check below.
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
 * The check is never bad again once it was good, since nothing shuts the gate. Each try waits for nearly a minute, so it is
 * good a second after the gate opens. ECS accepts bad tries for 300 seconds, and then 10 of them: about 15 minutes.
 */
export function gateCheck(pid = 1): EcsHealthCheck {
  const script = [
    'for ((i = 0; i < 55; i++)); do',
    `read -r name </proc/${pid}/comm && [[ $name == ${OPEN} ]] && exit 0; sleep 1;`,
    'done; exit 1',
  ].join(' ');
  return { command: ['CMD', 'bash', '-c', script], interval: 5, timeout: 60, retries: 10, startPeriod: 300 };
}
