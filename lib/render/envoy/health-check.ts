/** How an Envoy asks whether a task, or its own application, answers. */
import { seconds } from '../../mesh/duration';
import { completeHealthCheck, type HealthCheck } from '../../mesh/health-check';
import type { Listener } from '../../mesh/listener';
import { type EnvoyDuration, renderDuration } from './duration';
import { HEALTH_PATH } from './health-path';

interface Times {
  readonly timeout: EnvoyDuration;
  readonly interval: EnvoyDuration;
  readonly no_traffic_interval: EnvoyDuration;
  readonly unhealthy_interval?: EnvoyDuration;
  readonly healthy_threshold: number;
  readonly unhealthy_threshold: number;
}

interface HttpHealthCheck {
  readonly path: string;
  readonly host: string;
  readonly service_name_matcher?: { readonly exact: string };
  readonly retriable_statuses: readonly [{ readonly start: number; readonly end: number }];
}

export type EnvoyHealthCheck = Times &
  ({ readonly http_health_check: HttpHealthCheck } | { readonly tcp_health_check: Record<string, never> });

/** Every error is one bad answer. Without it the first one ejects and the unhealthy threshold means nothing. */
const EVERY_STATUS = [{ start: 100, end: 600 }] as const;

/** While the application is down: soon enough that a task is in use a second after its application listens. */
const UNHEALTHY_INTERVAL = seconds(1);

/**
 * A caller's check of a task: through to the application where it declares a check, else what the task's Envoy says of it.
 * The callee must say its name, since the address of a task that went may be another service's by now.
 */
export function renderTaskCheck(
  { healthCheck }: Listener,
  { host, callee }: { readonly host: string; readonly callee: string },
): EnvoyHealthCheck {
  return {
    ...times(healthCheck ?? completeHealthCheck({ path: HEALTH_PATH })),
    http_health_check: {
      path: healthCheck?.path ?? HEALTH_PATH,
      host,
      service_name_matcher: { exact: callee },
      retriable_statuses: EVERY_STATUS,
    },
  };
}

/** An Envoy's check of its own application, from which its health listener knows what to say. */
export function renderApplicationCheck({ healthCheck }: Listener, host: string): EnvoyHealthCheck {
  const common: Times = {
    ...times(healthCheck ?? completeHealthCheck({ path: HEALTH_PATH })),
    unhealthy_interval: renderDuration(UNHEALTHY_INTERVAL),
    healthy_threshold: 1,
  };
  if (healthCheck === undefined) return { ...common, tcp_health_check: {} };
  return {
    ...common,
    http_health_check: { path: healthCheck.path, host, retriable_statuses: EVERY_STATUS },
  };
}

/** An idle cluster would be checked once a minute, so `no_traffic_interval` is written. */
function times(check: HealthCheck): Times {
  return {
    timeout: renderDuration(check.timeout),
    interval: renderDuration(check.interval),
    no_traffic_interval: renderDuration(check.interval),
    healthy_threshold: check.healthyThreshold,
    unhealthy_threshold: check.unhealthyThreshold,
  };
}
