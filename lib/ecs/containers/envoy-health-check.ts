/**
 * How ECS checks whether upstream Envoy is ready. Only then the application beside it starts, or a gateway takes
 * requests.
 */
import { ENVOY_ADMIN_PORT } from './envoy-container';
import type { EcsHealthCheck } from './container-definition';

/**
 * Seconds for which an Envoy waits for a healthy host of each service that it calls. This is enough for a task that
 * starts at the same time, if its image is present and its name is in DNS. After that Envoy starts without such a host.
 */
export const AWAIT_SECONDS = 60;
/** Seconds for an Envoy that waits for no service. */
const START_SECONDS = 10;

/**
 * Healthy means: Envoy is ready, and has seen each backend healthy once. It reads counters that never decrease, so a
 * backend that fails later changes nothing. In the start period a bad answer does not count. The first good answer ends
 * the period.
 */
export function envoyHealthCheck(
  awaits: readonly string[],
  awaitSeconds: number = AWAIT_SECONDS,
): EcsHealthCheck {
  const [script, startPeriod] =
    awaits.length === 0
      ? [`${question('/ready')} && ${READY}`, START_SECONDS]
      : [readyAndSeen(awaits, awaitSeconds), START_SECONDS + awaitSeconds];
  return { command: ['CMD', 'bash', '-c', script], interval: 5, timeout: 2, retries: 3, startPeriod };
}

const READY = 'grep -q LIVE <&3';

/** As many counters are above 0 as there are clusters, or Envoy has run for long enough. */
function readyAndSeen(clusters: readonly string[], awaitSeconds: number): string {
  const [start, names] = withoutStart(clusters);
  const counter = `cluster.${start}(${names.join('|')}).health_check.success: [1-9]`;
  return [
    `ask() { ${question('$1')}; };`,
    `ask /ready && ${READY} && {`,
    `ask '/stats?filter=cds_egress.*health_check.success' && [[ $(grep -Ec '${counter}' <&3) -eq ${names.length} ]] ||`,
    `{ ask '/stats?filter=server.uptime' && [[ $(grep -o 'uptime: [0-9]*' <&3 | tr -dc 0-9) -ge ${awaitSeconds} ]]; }; }`,
  ].join(' ');
}

/** The common prefix of all names is written once, since a task definition has at most 64 KB. */
function withoutStart(names: readonly string[]): [string, readonly string[]] {
  const [first = ''] = names;
  let length = first.length;
  while (length > 0 && !names.every((name) => name.startsWith(first.slice(0, length)))) length -= 1;
  return [first.slice(0, length), names.map((name) => name.slice(length))];
}

/** It needs bash, since the image's sh has no /dev/tcp, and HTTP/1.1 with a host, since the admin server refuses 1.0. */
function question(path: string): string {
  const request = String.raw`GET ${path} HTTP/1.1\r\nHost: envoy\r\nConnection: close\r\n\r\n`;
  const quote = path.startsWith('$') ? '"' : "'";
  return `exec 3<>/dev/tcp/127.0.0.1/${ENVOY_ADMIN_PORT} && printf ${quote}${request}${quote} >&3`;
}
