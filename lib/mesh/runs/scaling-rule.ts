/** What moves the number of tasks of a service: a metric that scaling holds near a value, steps, or a time of day. */
import { byName } from '../by-key';
import { type Duration, seconds } from '../duration';
import { type FieldShapes, fields, optional } from '../checks/fields';
import { duration, flag, isObject, number, type Shape, text, wrongType } from '../checks/shape';
import { type Metric, metricShape } from './metric';
import { completeSteps, type StepRule, stepRuleShapes, type StepScaling } from './scaling-steps';
import { completeTimed, type TimedRule, timedRuleShapes, type TimedScaling } from './scaling-schedule';

/** Scaling holds a metric near a value: it starts tasks above it, and stops tasks well below it. */
interface Tracking {
  /**
   * Tells rules of one service apart: lower-case letters, digits, `-`. It is part of the policy's name.
   * @default - what it measures: `cpu`, `memory`, `requests`, `queue`, `metric`
   */
  readonly name?: string;
  /** Whole seconds after tasks were stopped until more are stopped. @default seconds(30) */
  readonly scaleInCooldown?: Duration;
  /** Whole seconds after tasks were started until more are started. @default seconds(30) */
  readonly scaleOutCooldown?: Duration;
  /** The rule only starts tasks. Another rule stops them. @default false */
  readonly disableScaleIn?: boolean;
}

export interface CpuRule extends Tracking {
  /** Average CPU that scaling aims at, 1 to 100 % of the task's CPU. */
  readonly cpuPercent: number;
}

export interface MemoryRule extends Tracking {
  /** Average memory that scaling aims at, 1 to 100 % of the task's memory. */
  readonly memoryPercent: number;
}

export interface MetricRule extends Tracking {
  /** A metric that falls when tasks are added. */
  readonly metric: Metric;
  /** Value of the metric that scaling aims at, above 0. */
  readonly target: number;
}

export interface RequestsRule extends Tracking {
  /** Requests of each task in a minute, as the target group of an Application Load Balancer counts them. 1 or more. */
  readonly requestsPerMinute: number;
  /** Name of the load balancer that counts. @default - the only one that leads to the tasks */
  readonly loadBalancer?: string;
}

export interface QueueRule extends Tracking {
  /** Name of an SQS queue in the same account and region. The cluster must have Container Insights. */
  readonly queue: string;
  /** Messages that may wait for each task: what one task handles in the longest time that a message may wait. */
  readonly backlogPerTask: number;
}

export type ScalingRule = RequestsRule | QueueRule | CpuRule | MemoryRule | MetricRule | StepRule | TimedRule;

const trackingShapes: FieldShapes<Tracking> = {
  name: optional(text),
  scaleInCooldown: optional(duration),
  scaleOutCooldown: optional(duration),
  disableScaleIn: optional(flag),
};

/** By the field that only this rule has. The first that a rule has decides. */
const ruleShapes: readonly (readonly [field: string, shape: Shape])[] = [
  ['steps', fields<StepRule>(stepRuleShapes)],
  ['schedule', fields<TimedRule>(timedRuleShapes)],
  ['cpuPercent', fields<CpuRule>({ cpuPercent: number, ...trackingShapes })],
  ['memoryPercent', fields<MemoryRule>({ memoryPercent: number, ...trackingShapes })],
  [
    'requestsPerMinute',
    fields<RequestsRule>({ requestsPerMinute: number, loadBalancer: optional(text), ...trackingShapes }),
  ],
  ['queue', fields<QueueRule>({ queue: text, backlogPerTask: number, ...trackingShapes })],
  ['metric', fields<MetricRule>({ metric: metricShape, target: number, ...trackingShapes })],
];

const EXPECTED = 'a rule with cpuPercent, memoryPercent, requestsPerMinute, queue, metric, steps or schedule';

export const scalingRuleShape: Shape = (value, place) => {
  const [, shape] = ruleShapes.find(([field]) => isObject(value) && field in value) ?? [];
  return shape === undefined ? [wrongType(place, EXPECTED, value)] : shape(value, place);
};

export type Requests = { readonly kind: 'requests' } & Pick<RequestsRule, 'loadBalancer'>;
export type Queue = { readonly kind: 'queue' } & Pick<QueueRule, 'queue'>;

export interface TrackedScaling {
  readonly kind: 'tracked';
  readonly name: string;
  readonly of: 'cpu' | 'memory' | Requests | Queue | Metric;
  readonly target: number;
  readonly scaleInCooldown: Duration;
  readonly scaleOutCooldown: Duration;
  readonly disableScaleIn: boolean;
}

/** The long form of a rule. */
export type MeshScalingRule = TrackedScaling | StepScaling | TimedScaling;

/** Sorted by name. `cpuPercent` is the short form of a rule. */
export function completeRules({
  cpuPercent,
  on = [],
}: {
  readonly cpuPercent?: number;
  readonly on?: readonly ScalingRule[];
}): MeshScalingRule[] {
  const all = [...(cpuPercent === undefined ? [] : [{ cpuPercent }]), ...on];
  return all.map(completeRule).sort(byName);
}

function completeRule(rule: ScalingRule): MeshScalingRule {
  if ('steps' in rule) return completeSteps(rule);
  if ('schedule' in rule) return completeTimed(rule);
  if ('cpuPercent' in rule) return completeTracking(rule, { of: 'cpu', target: rule.cpuPercent });
  if ('memoryPercent' in rule) return completeTracking(rule, { of: 'memory', target: rule.memoryPercent });
  if ('queue' in rule)
    return completeTracking(rule, { of: { kind: 'queue', queue: rule.queue }, target: rule.backlogPerTask });
  if ('requestsPerMinute' in rule) {
    const { loadBalancer, requestsPerMinute: target } = rule;
    const of = { kind: 'requests', ...(loadBalancer !== undefined && { loadBalancer }) } as const;
    return completeTracking(rule, { of, target });
  }
  return completeTracking(rule, { of: rule.metric, target: rule.target });
}

/** As in the ECS Workshop: new tasks need about that long to take load. */
const COOLDOWN = seconds(30);

function completeTracking(
  { name, scaleInCooldown = COOLDOWN, scaleOutCooldown = COOLDOWN, disableScaleIn = false }: Tracking,
  { of, target }: Pick<TrackedScaling, 'of' | 'target'>,
): TrackedScaling {
  return {
    kind: 'tracked',
    name: name ?? (typeof of === 'string' ? of : 'kind' in of ? of.kind : 'metric'),
    of,
    target,
    scaleInCooldown,
    scaleOutCooldown,
    disableScaleIn,
  };
}
