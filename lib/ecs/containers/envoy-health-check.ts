/** How ECS asks upstream Envoy whether it is ready: the application beside it starts then, or a gateway takes requests. */
import { ENVOY_ADMIN_PORT } from './envoy-container';
import type { ContainerHealthCheck } from './container-definition';

/**
 * Seconds for which an Envoy waits for a healthy host of what it calls: a task that starts with it, its image there, its
 * name in DNS. Then it goes without.
 */
export const AWAIT_SECONDS = 60;
/** The check of an Envoy that waits for no other task. */
const START_SECONDS = 10;

/**
 * Ready, and what it calls was seen healthy once, by counters that do not go back: a backend that is lost later changes
 * nothing. In the start period a bad answer does not count, and the first good one ends it.
 */
export function envoyHealthCheck(
  awaits: readonly string[],
  awaitSeconds: number = AWAIT_SECONDS,
): ContainerHealthCheck {
  const [script, startPeriod] =
    awaits.length === 0
      ? [`${question('/ready')} && ${READY}`, START_SECONDS]
      : [readyAndSeen(awaits, awaitSeconds), START_SECONDS + awaitSeconds];
  return { command: ['CMD', 'bash', '-c', script], interval: 5, timeout: 2, retries: 3, startPeriod };
}

const READY = 'grep -q LIVE <&3';

/** The counters that are not 0 are as many as the clusters, or Envoy runs for long enough. */
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

/** What all names begin with is written once: a task definition has 64 KB. */
function withoutStart(names: readonly string[]): [string, readonly string[]] {
  const [first = ''] = names;
  let length = first.length;
  while (length > 0 && !names.every((name) => name.startsWith(first.slice(0, length)))) length -= 1;
  return [first.slice(0, length), names.map((name) => name.slice(length))];
}

/** bash, since the image's sh has no /dev/tcp; HTTP/1.1 with a host, since the admin server refuses 1.0. */
function question(path: string): string {
  const request = String.raw`GET ${path} HTTP/1.1\r\nHost: envoy\r\nConnection: close\r\n\r\n`;
  const quote = path.startsWith('$') ? '"' : "'";
  return `exec 3<>/dev/tcp/127.0.0.1/${ENVOY_ADMIN_PORT} && printf ${quote}${request}${quote} >&3`;
}
