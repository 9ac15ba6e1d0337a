/** Steps of scaling: how many tasks are added or stopped, by how far a metric is from where it should be. */
import { type Duration, seconds } from '../duration';
import { checkCount, checkLimit } from '../checks/limit';
import { counts, limits } from '../checks/limits';
import { type FieldShapes, fields, optional } from '../checks/fields';
import type { Problem } from '../checks/problem';
import { problems } from '../checks/problems';
import { duration, leaf, list, number, type Shape, text } from '../checks/shape';
import { type Metric, metricShape, validateMetric } from './metric';

export interface ScalingStep {
  /** Lowest value of the metric in this step. @default - none: every value below `upper` */
  readonly lower?: number;
  /** Highest value of the metric in this step. @default - none: every value above `lower` */
  readonly upper?: number;
  /** Tasks that are started; below 0, tasks that are stopped. With `PercentChangeInCapacity` percent of the tasks. Not 0. */
  readonly change: number;
}

export const adjustmentTypes = ['ChangeInCapacity', 'PercentChangeInCapacity'] as const;

export interface StepRule {
  /**
   * Steps that stop tasks lie below those that start tasks. Between the two there may be values at which nothing happens.
   * Other steps neither overlap nor leave a hole. @example [{ upper: 10, change: -1 }, { lower: 50, change: 2 }]
   */
  readonly steps: readonly ScalingStep[];
  /** `cpu` and `memory` are the service's averages in percent. */
  readonly metric: 'cpu' | 'memory' | Metric;
  /** @default 'ChangeInCapacity' */
  readonly adjustmentType?: (typeof adjustmentTypes)[number];
  /** Whole seconds after a step until the next. @default seconds(60) */
  readonly cooldown?: Duration;
  /** Whole seconds over which the metric is taken: 10, 30 or a multiple of 60, up to a day. @default seconds(60) */
  readonly period?: Duration;
  /** Periods in a row that must be in the steps before the first change, 1 to 100. @default 1 */
  readonly evaluationPeriods?: number;
  /** Lower-case letters, digits, `-`: part of the names of the policies and alarms. @default 'steps' */
  readonly name?: string;
}

const ownOrMetric: Shape = (value, place) =>
  typeof value === 'string'
    ? leaf('"cpu", "memory" or a metric', (each) => each === 'cpu' || each === 'memory')(value, place)
    : metricShape(value, place);

export const stepRuleShapes: FieldShapes<StepRule> = {
  steps: list(
    fields<ScalingStep>({ lower: optional(number), upper: optional(number), change: number }),
    (_, index) => `step ${index + 1}`,
  ),
  metric: ownOrMetric,
  adjustmentType: optional(
    leaf(adjustmentTypes.join(' or '), (value) => adjustmentTypes.some((known) => known === value)),
  ),
  cooldown: optional(duration),
  period: optional(duration),
  evaluationPeriods: optional(number),
  name: optional(text),
};

/** The long form. */
export interface StepScaling extends Omit<Required<StepRule>, 'metric'> {
  readonly kind: 'steps';
  readonly of: StepRule['metric'];
}

/** Steps are sorted by their lower ends. */
export function completeSteps({ metric, ...rule }: StepRule): StepScaling {
  return {
    kind: 'steps',
    name: rule.name ?? 'steps',
    of: metric,
    steps: [...rule.steps].sort((a, b) => lowerEnd(a) - lowerEnd(b) || upperEnd(a) - upperEnd(b)),
    adjustmentType: rule.adjustmentType ?? 'ChangeInCapacity',
    cooldown: rule.cooldown ?? seconds(60),
    period: rule.period ?? seconds(60),
    evaluationPeriods: rule.evaluationPeriods ?? 1,
  };
}

export const lowerEnd = ({ lower = -Infinity }: ScalingStep): number => lower;
export const upperEnd = ({ upper = Infinity }: ScalingStep): number => upper;

export function validateSteps(rule: StepScaling, where: string): Problem[] {
  const { of, steps, period } = rule;
  const isPercent = rule.adjustmentType === 'PercentChangeInCapacity';
  const wrong = faultOf(steps);
  return [
    ...(typeof of === 'string' ? [] : validateMetric(of, `${where} > metric`)),
    ...checkLimit(limits.scalingCooldown, rule.cooldown, where),
    ...(isPeriod(period, rule.evaluationPeriods)
      ? []
      : [problems.scalingPeriod(where, period.milliseconds / 1000)]),
    ...checkLimit(limits.evaluationPeriods, rule.evaluationPeriods, where),
    ...checkCount(counts.scalingSteps, steps, where),
    ...steps.flatMap(({ change }) =>
      change === 0
        ? [problems.scalingSteps(where, 'a step changes nothing', { change })]
        : checkLimit(isPercent ? limits.stepPercent : limits.stepTasks, change, where),
    ),
    ...(wrong ? [problems.scalingSteps(where, wrong.what, wrong.got)] : []),
  ];
}

/** CloudWatch API, PutMetricAlarm: Period. All periods of an evaluation together last at most a day. */
function isPeriod({ milliseconds }: Duration, evaluationPeriods: number): boolean {
  const whole = milliseconds / 1000;
  const isKnown = whole === 10 || whole === 30 || (whole % 60 === 0 && whole >= 60);
  return isKnown && whole * evaluationPeriods <= 86_400;
}

interface Fault {
  readonly what: string;
  readonly got: unknown;
}

/** The first thing that is wrong with the ends of steps, which are sorted. */
function faultOf(steps: readonly ScalingStep[]): Fault | undefined {
  const [first] = steps;
  const last = steps.at(-1);
  if (first === undefined || last === undefined) return { what: 'a rule needs a step', got: steps };
  const empty = steps.find((step) => !(lowerEnd(step) < upperEnd(step)));
  if (empty) return { what: 'lower must be below upper', got: empty };
  if (first.change < 0 && first.lower !== undefined)
    return { what: 'no step has the values below this one, which stops tasks: remove its lower', got: first };
  if (last.change > 0 && last.upper !== undefined)
    return { what: 'no step has the values above this one, which starts tasks: remove its upper', got: last };
  if (first.change > 0 && first.lower === undefined)
    return { what: 'a step that starts tasks needs a lower end', got: first };
  if (last.change < 0 && last.upper === undefined)
    return { what: 'a step that stops tasks needs an upper end', got: last };
  return steps
    .map((step, index) => faultBetween(steps[index - 1], step))
    .find((fault) => fault !== undefined);
}

function faultBetween(before: ScalingStep | undefined, step: ScalingStep): Fault | undefined {
  if (before === undefined) return undefined;
  const got = [before, step];
  if (upperEnd(before) > lowerEnd(step)) return { what: 'two steps overlap', got };
  if (before.change > 0 && step.change < 0)
    return { what: 'a step that stops tasks lies above one that starts tasks', got };
  const isMiddle = before.change < 0 && step.change > 0;
  return isMiddle || upperEnd(before) === lowerEnd(step)
    ? undefined
    : { what: 'there is a hole between two steps', got };
}
