/** Autoscaling of an ECS service by its average CPU. */
import type { AppautoscalingPolicyConfig } from '@cdktf/provider-aws/lib/appautoscaling-policy';
import type { AppautoscalingTargetConfig } from '@cdktf/provider-aws/lib/appautoscaling-target';
import type { Scaling } from '../mesh/runs/scaling';

export interface ScalingRefs {
  readonly clusterName: string;
  readonly serviceName: string;
}

/** Seconds between two steps, as in the ECS Workshop: new tasks need about that long to take load. */
const COOLDOWN_SECONDS = 30;

const ecsCount = { serviceNamespace: 'ecs', scalableDimension: 'ecs:service:DesiredCount' };

export function renderScalingTarget(
  { min, max }: Scaling,
  { clusterName, serviceName }: ScalingRefs,
): AppautoscalingTargetConfig {
  return {
    ...ecsCount,
    resourceId: `service/${clusterName}/${serviceName}`,
    minCapacity: min,
    maxCapacity: max,
  };
}

export function renderScalingPolicy(
  { cpuPercent }: Scaling,
  refs: { readonly resourceId: string; readonly name: string },
): AppautoscalingPolicyConfig {
  return {
    ...ecsCount,
    name: refs.name,
    resourceId: refs.resourceId,
    policyType: 'TargetTrackingScaling',
    targetTrackingScalingPolicyConfiguration: {
      predefinedMetricSpecification: { predefinedMetricType: 'ECSServiceAverageCPUUtilization' },
      targetValue: cpuPercent,
      scaleInCooldown: COOLDOWN_SECONDS,
      scaleOutCooldown: COOLDOWN_SECONDS,
    },
  };
}
