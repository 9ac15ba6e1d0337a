/** What scaling moves: the number of tasks of one ECS service, between two bounds. */
import type { AppautoscalingScheduledActionConfig } from '@cdktf/provider-aws/lib/appautoscaling-scheduled-action';
import type { AppautoscalingTargetConfig } from '@cdktf/provider-aws/lib/appautoscaling-target';
import type { Scaling } from '../../mesh/runs/scaling';
import type { TimedScaling } from '../../mesh/runs/scaling-schedule';

export interface ScalingRefs {
  readonly clusterName: string;
  readonly serviceName: string;
}

/** What is scaled, in the words of Application Auto Scaling. */
export const ecsCount = { serviceNamespace: 'ecs', scalableDimension: 'ecs:service:DesiredCount' };

export function renderScalingTarget(
  { min, max, rules }: Scaling,
  { clusterName, serviceName }: ScalingRefs,
): AppautoscalingTargetConfig {
  return {
    ...ecsCount,
    resourceId: `service/${clusterName}/${serviceName}`,
    minCapacity: min,
    maxCapacity: max,
    // A scheduled action changes the bounds, and a deployment must not change them back.
    ...(rules.some(({ kind }) => kind === 'timed') && {
      lifecycle: { ignoreChanges: ['min_capacity', 'max_capacity'] },
    }),
  };
}

export function renderScheduledAction(
  { schedule, timezone, min, max }: TimedScaling,
  { name, resourceId }: { readonly name: string; readonly resourceId: string },
): AppautoscalingScheduledActionConfig {
  return {
    ...ecsCount,
    name,
    resourceId,
    schedule,
    timezone,
    scalableTargetAction: {
      ...(min !== undefined && { minCapacity: String(min) }),
      ...(max !== undefined && { maxCapacity: String(max) }),
    },
  };
}
