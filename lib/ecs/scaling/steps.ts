/** Step scaling: a policy for the steps that start tasks, another for those that stop tasks, and an alarm for each. */
import type {
  AppautoscalingPolicyConfig,
  AppautoscalingPolicyStepScalingPolicyConfigurationStepAdjustment,
} from '@cdktf/provider-aws/lib/appautoscaling-policy';
import type { CloudwatchMetricAlarmConfig } from '@cdktf/provider-aws/lib/cloudwatch-metric-alarm';
import type { Metric } from '../../mesh/runs/metric';
import { lowerEnd, type ScalingStep, type StepScaling, upperEnd } from '../../mesh/runs/scaling-steps';
import { escapeTemplate } from '../escape-template';
import { type PolicyRefs, renderDimensions } from './policy';
import { ecsCount, type ScalingRefs } from './target';

/** `up`: the steps that start tasks. */
export type Direction = 'up' | 'down';

export interface Steps extends StepScaling {
  readonly direction: Direction;
  /** Where the alarm goes off: the end of these steps that is nearest to the values at which nothing happens. */
  readonly threshold: number;
}

/** The rule once for each direction that has steps. */
export function stepsByDirection(rule: StepScaling): Steps[] {
  const up = rule.steps.filter(({ change }) => change > 0);
  const down = rule.steps.filter(({ change }) => change < 0);
  return [
    ...(up.length > 0
      ? [{ ...rule, steps: up, direction: 'up' as const, threshold: Math.min(...up.map(lowerEnd)) }]
      : []),
    ...(down.length > 0
      ? [{ ...rule, steps: down, direction: 'down' as const, threshold: Math.max(...down.map(upperEnd)) }]
      : []),
  ];
}

export function renderStepPolicy(rule: Steps, { name, resourceId }: PolicyRefs): AppautoscalingPolicyConfig {
  return {
    ...ecsCount,
    name,
    resourceId,
    policyType: 'StepScaling',
    stepScalingPolicyConfiguration: {
      adjustmentType: rule.adjustmentType,
      cooldown: rule.cooldown.milliseconds / 1000,
      metricAggregationType: aggregations[metricOf(rule).statistic] ?? 'Average',
      stepAdjustment: rule.steps.map((step) => renderStep(step, rule.threshold)),
    },
  };
}

/** How the values of several periods become one. The statistic of one period is the alarm's. */
const aggregations: Readonly<Partial<Record<Metric['statistic'], string>>> = {
  Maximum: 'Maximum',
  Minimum: 'Minimum',
};

/** Ends are written relative to the alarm's threshold. */
function renderStep(
  { lower, upper, change }: ScalingStep,
  threshold: number,
): AppautoscalingPolicyStepScalingPolicyConfigurationStepAdjustment {
  return {
    ...(lower !== undefined && { metricIntervalLowerBound: String(lower - threshold) }),
    ...(upper !== undefined && { metricIntervalUpperBound: String(upper - threshold) }),
    scalingAdjustment: change,
  };
}

interface AlarmRefs extends ScalingRefs {
  readonly name: string;
  /** Name of the node or gateway. */
  readonly runner: string;
  readonly policyArn: string;
}

export function renderStepAlarm(rule: Steps, refs: AlarmRefs): CloudwatchMetricAlarmConfig {
  const { direction, threshold, period, evaluationPeriods } = rule;
  const metric = metricOf(rule);
  const dimensions =
    typeof rule.of === 'string'
      ? { ClusterName: refs.clusterName, ServiceName: refs.serviceName }
      : Object.fromEntries(renderDimensions(metric).map(({ name, value }) => [name, value]));
  return {
    alarmName: refs.name,
    alarmDescription: `${direction === 'up' ? 'Starts' : 'Stops'} tasks of ${refs.runner}`,
    namespace: metric.namespace,
    metricName: escapeTemplate(metric.metricName),
    ...(Object.keys(dimensions).length > 0 && { dimensions }),
    statistic: metric.statistic,
    comparisonOperator: direction === 'up' ? 'GreaterThanOrEqualToThreshold' : 'LessThanOrEqualToThreshold',
    threshold,
    period: period.milliseconds / 1000,
    evaluationPeriods,
    alarmActions: [refs.policyArn],
  };
}

const utilization = { cpu: 'CPUUtilization', memory: 'MemoryUtilization' } as const;

function metricOf({ of }: Pick<StepScaling, 'of'>): Metric {
  if (typeof of !== 'string') return of;
  return { namespace: 'AWS/ECS', metricName: utilization[of], statistic: 'Average' };
}
