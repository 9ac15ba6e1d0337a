/** How a load balancer distributes requests over tasks, and how it checks them: settings of its target groups. */
import { areCodes } from './health-codes';
import type { Duration } from '../duration';
import { fieldsIn, optional } from '../checks/fields';
import { elsewhere } from '../checks/misplaced-fields';
import { checkLimit } from '../checks/limit';
import { limits } from '../checks/limits';
import type { Problem } from '../checks/problem';
import { problems } from '../checks/problems';
import { duration, isObject, leaf, number, text } from '../checks/shape';

export const algorithms = ['round_robin', 'least_outstanding_requests', 'weighted_random'] as const;

/** Sources: ELB API 2015-12-01, CreateTargetGroup and TargetGroupAttribute. */
export interface TargetGroup {
  /** The health check. The application answers a path, on the port of requests. @default - the target's own check */
  readonly healthCheck?: TargetHealthCheck;
  /**
   * All requests of a client go to one task: for this time (Application Load Balancer, with a cookie of its own), by the
   * application's cookie, or by the client's address (Network Load Balancer). @default - off
   */
  readonly stickiness?: Stickiness;
  /** How long requests may still take on a task that leaves, 0 to 3,600 s. @default - as long as the slowest answer, 30 to 115 s */
  readonly deregistrationDelay?: Duration;
  /** How long a new task gets a growing share, 30 to 900 s. Application Load Balancer. @default - a full share at once */
  readonly slowStart?: Duration;
  /** Application Load Balancer. @default 'round_robin' */
  readonly algorithm?: (typeof algorithms)[number];
  /**
   * How long failed checks of a new task do not count in ECS, 0 to 2,147,483,647 s. Of several values the longest counts.
   * @default 60 s
   */
  readonly healthCheckGracePeriod?: Duration;
}

export interface TargetHealthCheck {
  /** In gRPC a method: `/shop.Health/Check`. @default - the listener's health path, or Envoy's */
  readonly path?: string;
  /** Status codes that are healthy: `'200'`, `'200,302'`, `'200-399'`; of gRPC 0 to 99. @default '200', of gRPC '0' */
  readonly codes?: string;
  /** 5 to 300 s. @default 10 s */
  readonly interval?: Duration;
  /** 2 to 120 s, less than the interval. @default 5 s */
  readonly timeout?: Duration;
  /** 2 to 10. @default 2 */
  readonly healthyThreshold?: number;
  /** 2 to 10. @default 2 */
  readonly unhealthyThreshold?: number;
}

export type Stickiness =
  | { readonly duration: Duration; readonly cookie?: string }
  | { readonly by: 'sourceIp'; readonly duration?: never; readonly cookie?: never };

const healthCheckShape = fieldsIn(elsewhere.targetHealthCheck)<TargetHealthCheck>({
  path: optional(text),
  codes: optional(text),
  interval: optional(duration),
  timeout: optional(duration),
  healthyThreshold: optional(number),
  unhealthyThreshold: optional(number),
});

const bySource = fieldsIn(elsewhere.stickiness)<{ readonly by: 'sourceIp' }>({
  by: leaf('"sourceIp"', (value) => value === 'sourceIp'),
});
const byCookie = fieldsIn(elsewhere.stickiness)<{ readonly duration: Duration; readonly cookie?: string }>({
  duration,
  cookie: optional(text),
});

export const targetGroupShape = fieldsIn(elsewhere.targetGroup)<TargetGroup>({
  healthCheck: optional(healthCheckShape),
  stickiness: optional((value, place) =>
    isObject(value) && 'by' in value ? bySource(value, place) : byCookie(value, place),
  ),
  deregistrationDelay: optional(duration),
  slowStart: optional(duration),
  algorithm: optional(
    leaf(`one of ${algorithms.join(', ')}`, (value) => algorithms.some((each) => each === value)),
  ),
  healthCheckGracePeriod: optional(duration),
});

export function validateTargetGroup(
  group: TargetGroup | undefined,
  kind: 'application' | 'network',
  where: string,
): Problem[] {
  if (group === undefined) return [];
  const { healthCheck, slowStart, algorithm, stickiness } = group;
  const ofHttp = (field: string, value: unknown) =>
    kind === 'network' && value !== undefined ? [problems.targetGroupNetwork(where, field)] : [];
  return [
    ...validateHealthCheck(healthCheck, `${where} > health check`),
    ...validateStickiness(stickiness, kind, `${where} > stickiness`),
    ...checkLimit(limits.deregistrationDelay, group.deregistrationDelay, where),
    ...checkLimit(limits.slowStart, slowStart, where),
    ...checkLimit(limits.gracePeriod, group.healthCheckGracePeriod, where),
    ...ofHttp('slowStart', slowStart),
    ...ofHttp('algorithm', algorithm),
    ...(slowStart !== undefined && algorithm !== undefined && algorithm !== 'round_robin'
      ? [problems.slowStartAlgorithm(where, algorithm)]
      : []),
  ];
}

/**
 * Names of RFC 6265. AWS keeps `AWSALB`, `AWSALBAPP` and `AWSALBTG` for itself:
 * https://docs.aws.amazon.com/elasticloadbalancing/latest/application/edit-target-group-attributes.html
 */
const COOKIE = /^(?!AWSALB)[!#$%&'*+.^_`|~0-9A-Za-z-]{1,128}$/;

function validateHealthCheck(check: TargetHealthCheck | undefined, where: string): Problem[] {
  if (check === undefined) return [];
  const { path, codes, interval, timeout } = check;
  const [every, wait] = [interval?.milliseconds ?? 10_000, timeout?.milliseconds ?? 5000];
  return [
    ...(path === undefined || /^\/[\x21-\x7e]{0,1023}$/.test(path)
      ? []
      : [problems.targetHealthPath(where, path)]),
    ...(codes === undefined || areCodes(codes) ? [] : [problems.targetHealthCodes(where, codes)]),
    ...checkLimit(limits.targetHealthInterval, interval, where),
    ...checkLimit(limits.targetHealthTimeout, timeout, where),
    ...(wait < every ? [] : [problems.targetHealthTimes(where, wait / 1000, every / 1000)]),
    ...checkLimit(limits.targetHealthy, check.healthyThreshold, where),
    ...checkLimit(limits.targetUnhealthy, check.unhealthyThreshold, where),
  ];
}

function validateStickiness(
  stickiness: Stickiness | undefined,
  kind: 'application' | 'network',
  where: string,
): Problem[] {
  if (stickiness === undefined) return [];
  if ('by' in stickiness !== (kind === 'network')) return [problems.stickinessKind(where, kind)];
  if ('by' in stickiness) return [];
  const { cookie, duration: kept } = stickiness;
  return [
    ...checkLimit(limits.stickiness, kept, where),
    ...(cookie === undefined || COOKIE.test(cookie) ? [] : [problems.stickinessCookie(where, cookie)]),
  ];
}
