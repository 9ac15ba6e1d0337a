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
import { ecsCount, type ScalingRefs } from './target';

export interface PolicyRefs {
  /** Name of the policy. */
  readonly name: string;
  readonly resourceId: string;
}

export interface TrackingRefs extends PolicyRefs, ScalingRefs {
  /** Names the load balancer and target group that count the requests. @default - the rule follows another metric */
  readonly requestLabel?: string;
}

export function renderTracking(
  { of, target, scaleInCooldown, scaleOutCooldown, disableScaleIn }: TrackedScaling,
  refs: TrackingRefs,
): AppautoscalingPolicyConfig {
  return {
    ...ecsCount,
    name: refs.name,
    resourceId: refs.resourceId,
    policyType: 'TargetTrackingScaling',
    targetTrackingScalingPolicyConfiguration: {
      ...renderTracked(of, refs),
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

function renderTracked(of: TrackedScaling['of'], refs: TrackingRefs): Tracked {
  if (typeof of === 'string')
    return { predefinedMetricSpecification: { predefinedMetricType: predefined[of] } };
  if ('kind' in of) return of.kind === 'queue' ? renderBacklog(of.queue, refs) : renderRequests(refs);
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

function renderRequests({ requestLabel }: TrackingRefs): Tracked {
  if (requestLabel === undefined) throw new Error('bug: no load balancer counts the requests; please report');
  return {
    predefinedMetricSpecification: {
      predefinedMetricType: 'ALBRequestCountPerTarget',
      resourceLabel: requestLabel,
    },
  };
}

/**
 * Messages that wait, divided by running tasks:
 * https://docs.aws.amazon.com/autoscaling/application/userguide/application-auto-scaling-target-tracking-metric-math.html
 */
function renderBacklog(queue: string, { clusterName, serviceName }: ScalingRefs): Tracked {
  const ofQueue = [{ name: 'QueueName', value: queue }];
  const ofService = [
    { name: 'ClusterName', value: clusterName },
    { name: 'ServiceName', value: serviceName },
  ];
  const messages = {
    namespace: 'AWS/SQS',
    metricName: 'ApproximateNumberOfMessagesVisible',
    dimensions: ofQueue,
  };
  const running = {
    namespace: 'ECS/ContainerInsights',
    metricName: 'RunningTaskCount',
    dimensions: ofService,
  };
  return {
    customizedMetricSpecification: {
      metrics: [
        { id: 'messages', metricStat: { metric: messages, stat: 'Sum' }, returnData: false },
        { id: 'tasks', metricStat: { metric: running, stat: 'Average' }, returnData: false },
        { id: 'backlog', expression: 'messages / tasks', returnData: true },
      ],
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
