/** How long a task takes to leave: every wait on the way, computed together, since ECS gives them one limit. */

/**
 * Seconds in which callers hear that a task leaves: longer than a DNS record lives (10) and a caller's Envoy waits before
 * it asks again (5 at least), and than two of its health checks (5 each by default).
 */
export const HEAR_SECONDS = 20;
/** Fargate's limit of what a task may take from the first SIGTERM to the last SIGKILL; containers stop one after the other. */
export const FARGATE_STOP_SECONDS = 120;
/** An application's own, ECS's default. It is not written. */
const APPLICATION_SECONDS = 30;
/** An Envoy ends 10 ms after SIGTERM. */
const ENVOY_SECONDS = 10;
/** For the drain's script itself. */
const SLACK_SECONDS = 5;
/** A load balancer waits for the longest request and this; not less than 30 seconds, and below Fargate's limit. */
const DEREGISTRATION = { spare: 15, least: 30, most: 115 };

export interface LeaveTimes {
  /** Seconds of the drain: it says that the task leaves, waits, and then goes on while requests are open. */
  readonly drain: { readonly hear: number; readonly most: number };
  /** Seconds from SIGTERM to SIGKILL, of each container; the application's is ECS's own. */
  readonly stop: { readonly drain: number; readonly application: number; readonly envoy: number };
  /** Seconds in which a load balancer lets requests end that it has passed on. */
  readonly deregistration: number;
  /** Seconds that a request may take and end, whenever it came. */
  readonly longestThatEnds: number;
  readonly fits: boolean;
}

export interface Leaving {
  /** Milliseconds that a request may take; Infinity where nothing ends it. */
  readonly longestRequest: number;
  /** A gateway's Envoy is its application, so there is one container less to stop. */
  readonly hasApplication: boolean;
}

export function leaveTimes({ longestRequest, hasApplication }: Leaving): LeaveTimes {
  const { spare, least, most } = DEREGISTRATION;
  const application = hasApplication ? APPLICATION_SECONDS : 0;
  const room = FARGATE_STOP_SECONDS - application - ENVOY_SECONDS - SLACK_SECONDS;
  const longest = Math.ceil(longestRequest / 1000);
  // The last one comes when the last caller has heard.
  const drain = Math.min(HEAR_SECONDS + longest, room);
  return {
    drain: { hear: HEAR_SECONDS, most: drain },
    stop: { drain: drain + SLACK_SECONDS, application, envoy: ENVOY_SECONDS },
    deregistration: Math.min(Math.max(longest + spare, least), most),
    longestThatEnds: room - HEAR_SECONDS,
    fits: HEAR_SECONDS + longest <= room,
  };
}
