/** How an Envoy checks a task, its own application, or an external node. */
import { seconds } from '../../../mesh/duration';
import { completeHealthCheck, type HealthCheck } from '../../../mesh/traffic/health-check';
import type { Listener } from '../../../mesh/listener';
import { type EnvoyDuration, renderDuration } from './duration';
import { HEALTH_PATH } from './health-path';

interface Times {
  readonly timeout: EnvoyDuration;
  readonly interval: EnvoyDuration;
  readonly no_traffic_interval: EnvoyDuration;
  readonly no_traffic_healthy_interval?: EnvoyDuration;
  readonly unhealthy_interval?: EnvoyDuration;
  readonly healthy_threshold: number;
  readonly unhealthy_threshold: number;
}

interface HttpCheck {
  readonly path: string;
  readonly host: string;
  readonly service_name_matcher?: { readonly exact: string };
  readonly retriable_statuses: readonly [{ readonly start: number; readonly end: number }];
  readonly codec_client_type?: 'HTTP2';
}

type Question =
  | { readonly http_health_check: HttpCheck }
  | { readonly grpc_health_check: Record<string, never> }
  | { readonly tcp_health_check: Record<string, never> };

export type EnvoyHealthCheck = Times & Question;

/**
 * Every error counts as one bad answer. Otherwise the first error ejects the task, and the unhealthy threshold has no
 * effect.
 */
const EVERY_STATUS = [{ start: 100, end: 600 }] as const;

/** While the application does not answer: short enough that a task is in use one second after its application listens. */
const UNHEALTHY_INTERVAL = seconds(1);

/**
 * Whether callers' checks take the same path as requests. Only HTTP carries the callee's name and the mark that it
 * leaves.
 */
export function asksApplication({ protocol, healthCheck }: Listener): boolean {
  return healthCheck !== undefined && (protocol === 'http' || protocol === 'http2');
}

/**
 * A caller's check of a task: either it reaches the application, or the task's Envoy answers for it. The callee must say
 * its name, since the address of a task that has ended may belong to another service by now.
 */
export function renderTaskCheck(
  listener: Listener,
  { host, callee }: { readonly host: string; readonly callee: string },
): EnvoyHealthCheck {
  const { healthCheck = USUAL } = listener;
  return {
    ...times(healthCheck),
    http_health_check: {
      path: asksApplication(listener) ? (healthCheck.path ?? HEALTH_PATH) : HEALTH_PATH,
      host,
      service_name_matcher: { exact: callee },
      retriable_statuses: EVERY_STATUS,
    },
  };
}

/** An Envoy's check of its own application. Its health listener takes the answer from it. */
export function renderApplicationCheck(listener: Listener, host: string): EnvoyHealthCheck {
  return {
    ...times(listener.healthCheck ?? USUAL),
    unhealthy_interval: renderDuration(UNHEALTHY_INTERVAL),
    // A new task has had no traffic, and until it has, Envoy uses these two values.
    no_traffic_interval: renderDuration(UNHEALTHY_INTERVAL),
    no_traffic_healthy_interval: renderDuration((listener.healthCheck ?? USUAL).interval),
    healthy_threshold: 1,
    ...question(listener, host),
  };
}

/** An external node gets only the check that it declares, without the mesh's names and ports. */
export function renderExternalCheck(listener: Listener, host: string): EnvoyHealthCheck | undefined {
  return listener.healthCheck && { ...times(listener.healthCheck), ...question(listener, host) };
}

const USUAL = completeHealthCheck({ path: HEALTH_PATH });

/** In the listener's own protocol. Without a declared check a connection is enough. */
function question({ protocol, healthCheck }: Listener, host: string): Question {
  if (healthCheck === undefined) return { tcp_health_check: {} };
  switch (protocol) {
    case 'http':
    case 'http2':
      return {
        http_health_check: {
          path: healthCheck.path,
          host,
          retriable_statuses: EVERY_STATUS,
          ...(protocol === 'http2' && { codec_client_type: 'HTTP2' }),
        },
      };
    case 'grpc':
      return { grpc_health_check: {} };
    case 'tcp':
      return { tcp_health_check: {} };
  }
}

/** Envoy checks an idle cluster once a minute by default, so `no_traffic_interval` is written. */
function times(check: HealthCheck): Times {
  return {
    timeout: renderDuration(check.timeout),
    interval: renderDuration(check.interval),
    no_traffic_interval: renderDuration(check.interval),
    healthy_threshold: check.healthyThreshold,
    unhealthy_threshold: check.unhealthyThreshold,
  };
}
