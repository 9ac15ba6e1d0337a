/** How long a task takes to leave. All waiting times are computed together, since ECS has one limit for them. */
import type { ContainerProcess } from '../mesh/runs/container-process';

/**
 * Seconds in which callers notice that a task leaves. They are more than the life of a DNS record (10) and the
 * time after which a caller's Envoy asks DNS again (at least 5). They are more than two of its health checks too (5 each
 * by default).
 */
export const HEAR_SECONDS = 20;
/** Fargate's limit for a task, from the first SIGTERM to the last SIGKILL. Containers stop one after the other. */
export const FARGATE_STOP_SECONDS = 120;
/** ECS's default, which is not written. */
const DEFAULT_SECONDS = 30;
/** An Envoy ends 10 ms after SIGTERM. */
export const ENVOY_SECONDS = 10;
/** Time that the drain's script itself needs. */
const SLACK_SECONDS = 5;
/**
 * A load balancer waits for the longest request and this long. It waits at least 30 seconds, and less than Fargate's limit.
 */
const DEREGISTRATION = { spare: 15, least: 30, most: 115 };

export interface LeaveTimes {
  /** Seconds of the drain. It reports that the task leaves, waits, and then continues while requests run. */
  readonly drain: { readonly hear: number; readonly most: number };
  /** Seconds from SIGTERM to SIGKILL, for each container. */
  readonly stop: { readonly drain: number; readonly application: number; readonly envoy: number };
  /** Seconds that a load balancer gives to requests that it has passed on. */
  readonly deregistration: number;
  /** Seconds that a request may take and still end, whenever it came. */
  readonly longestThatEnds: number;
  readonly fits: boolean;
}

export interface Leaving {
  /** Milliseconds that a request may take. Infinity if nothing ends it. */
  readonly longestRequest: number;
  /** Seconds that the application has to stop. A gateway's Envoy is its application: 0. */
  readonly application: number;
}

/** Seconds that the application's container of a task has to stop. */
export function applicationSeconds({ stopTimeout }: Pick<ContainerProcess, 'stopTimeout'>): number {
  return stopTimeout === undefined ? DEFAULT_SECONDS : stopTimeout.milliseconds / 1000;
}

/** The most that an application can have, so that callers still notice that its task leaves. */
export const MOST_APPLICATION_SECONDS = FARGATE_STOP_SECONDS - ENVOY_SECONDS - SLACK_SECONDS - HEAR_SECONDS;

export function leaveTimes({ longestRequest, application }: Leaving): LeaveTimes {
  const { spare, least, most } = DEREGISTRATION;
  const room = FARGATE_STOP_SECONDS - application - ENVOY_SECONDS - SLACK_SECONDS;
  const longest = Math.ceil(longestRequest / 1000);
  // The last request comes when the last caller has noticed.
  const drain = Math.min(HEAR_SECONDS + longest, room);
  return {
    drain: { hear: HEAR_SECONDS, most: drain },
    stop: { drain: drain + SLACK_SECONDS, application, envoy: ENVOY_SECONDS },
    deregistration: Math.min(Math.max(longest + spare, least), most),
    longestThatEnds: room - HEAR_SECONDS,
    fits: HEAR_SECONDS + longest <= room,
  };
}
