/** Target tracking: a metric that scaling holds near a value. */
import type {
  AppautoscalingPolicyConfig,
  AppautoscalingPolicyTargetTrackingScalingPolicyConfiguration,
} from '@cdktf/provider-aws/lib/appautoscaling-policy';
import { byKey } from '../../mesh/by-key';
import type { Duration } from '../../mesh/duration';
import type { Metric } from '../../mesh/runs/metric';
import type { TrackedScaling } from '../../mesh/runs/scaling-rule';
import { escapeTemplate } from '../escape-template';
import { ecsCount } from './target';

export interface PolicyRefs {
  /** Name of the policy. */
  readonly name: string;
  readonly resourceId: string;
}

export function renderTracking(
  { of, target, scaleInCooldown, scaleOutCooldown, disableScaleIn }: TrackedScaling,
  { name, resourceId }: PolicyRefs,
): AppautoscalingPolicyConfig {
  return {
    ...ecsCount,
    name,
    resourceId,
    policyType: 'TargetTrackingScaling',
    targetTrackingScalingPolicyConfiguration: {
      ...renderTracked(of),
      targetValue: target,
      scaleInCooldown: seconds(scaleInCooldown),
      scaleOutCooldown: seconds(scaleOutCooldown),
      ...(disableScaleIn && { disableScaleIn }),
    },
  };
}

type Tracked = Pick<
  AppautoscalingPolicyTargetTrackingScalingPolicyConfiguration,
  'predefinedMetricSpecification' | 'customizedMetricSpecification'
>;

const predefined = {
  cpu: 'ECSServiceAverageCPUUtilization',
  memory: 'ECSServiceAverageMemoryUtilization',
} as const;

function renderTracked(of: TrackedScaling['of']): Tracked {
  if (typeof of === 'string')
    return { predefinedMetricSpecification: { predefinedMetricType: predefined[of] } };
  const { namespace, metricName, statistic } = of;
  const dimensions = renderDimensions(of);
  return {
    customizedMetricSpecification: {
      namespace,
      metricName: escapeTemplate(metricName),
      statistic,
      ...(dimensions.length > 0 && { dimensions }),
    },
  };
}

/** Sorted by name. */
export function renderDimensions({ dimensions = {} }: Metric): { name: string; value: string }[] {
  return Object.entries(dimensions)
    .sort(byKey)
    .map(([name, value]) => ({ name: escapeTemplate(name), value: escapeTemplate(value) }));
}

const seconds = ({ milliseconds }: Duration) => milliseconds / 1000;
