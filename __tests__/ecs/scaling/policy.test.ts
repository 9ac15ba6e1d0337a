import { seconds } from '../../../lib/mesh';
import { completeScaling, type ScalingDefinition } from '../../../lib/mesh/runs/scaling';
import { renderTracking } from '../../../lib/ecs/scaling/policy';
import { renderStepAlarm, renderStepPolicy, stepsByDirection } from '../../../lib/ecs/scaling/steps';
import { renderScalingTarget, renderScheduledAction } from '../../../lib/ecs/scaling/target';

const count = { serviceNamespace: 'ecs', scalableDimension: 'ecs:service:DesiredCount' };
const service = { clusterName: 'CLUSTER', serviceName: 'SERVICE' };
const refs = { resourceId: 'TARGET', name: 'dev-shop-web-rule' };

const ruled = (parts: Omit<ScalingDefinition, 'min' | 'max'>) =>
  completeScaling({ min: 2, max: 10, ...parts });
const [rule] = [(on: NonNullable<ScalingDefinition['on']>[number]) => ruled({ on: [on] }).rules[0]];
const trackedBy = (on: NonNullable<ScalingDefinition['on']>[number]) => {
  const found = rule(on);
  return found?.kind === 'tracked'
    ? renderTracking(found, { ...service, ...refs, requestLabel: 'app/public/1/targetgroup/web/2' })
    : undefined;
};

describe('the bounds', () => {
  it('are those of one service', () => {
    expect(renderScalingTarget(ruled({ cpuPercent: 60 }), service)).toEqual({
      ...count,
      resourceId: 'service/CLUSTER/SERVICE',
      minCapacity: 2,
      maxCapacity: 10,
    });
  });

  it('are not changed back where a schedule changes them', () => {
    const scaling = ruled({ on: [{ schedule: 'rate(1 day)', min: 4 }] });
    expect(renderScalingTarget(scaling, service).lifecycle).toEqual({
      ignoreChanges: ['min_capacity', 'max_capacity'],
    });
  });
});

describe('a rule', () => {
  it('aims at a share of the CPU, and looks again after half a minute', () => {
    expect(trackedBy({ cpuPercent: 60 })).toEqual({
      ...count,
      ...refs,
      policyType: 'TargetTrackingScaling',
      targetTrackingScalingPolicyConfiguration: {
        predefinedMetricSpecification: { predefinedMetricType: 'ECSServiceAverageCPUUtilization' },
        targetValue: 60,
        scaleInCooldown: 30,
        scaleOutCooldown: 30,
      },
    });
  });

  it('is the same in its short form', () => {
    expect(ruled({ cpuPercent: 60 })).toEqual(ruled({ on: [{ cpuPercent: 60 }] }));
  });

  it('waits as long as it says, and does not stop tasks if it says so', () => {
    const slow = { scaleInCooldown: seconds(300), scaleOutCooldown: seconds(0), disableScaleIn: true };
    expect(trackedBy({ memoryPercent: 70, ...slow })?.targetTrackingScalingPolicyConfiguration).toEqual({
      predefinedMetricSpecification: { predefinedMetricType: 'ECSServiceAverageMemoryUtilization' },
      targetValue: 70,
      scaleInCooldown: 300,
      scaleOutCooldown: 0,
      disableScaleIn: true,
    });
  });

  it('follows the requests that a target group counts', () => {
    expect(trackedBy({ requestsPerMinute: 600 })?.targetTrackingScalingPolicyConfiguration).toMatchObject({
      predefinedMetricSpecification: {
        predefinedMetricType: 'ALBRequestCountPerTarget',
        resourceLabel: 'app/public/1/targetgroup/web/2',
      },
      targetValue: 600,
    });
  });

  it('follows the messages that wait for each running task', () => {
    expect(
      trackedBy({ queue: 'orders.fifo', backlogPerTask: 100 })?.targetTrackingScalingPolicyConfiguration,
    ).toMatchObject({
      customizedMetricSpecification: {
        metrics: [
          {
            id: 'messages',
            metricStat: {
              metric: {
                namespace: 'AWS/SQS',
                metricName: 'ApproximateNumberOfMessagesVisible',
                dimensions: [{ name: 'QueueName', value: 'orders.fifo' }],
              },
              stat: 'Sum',
            },
            returnData: false,
          },
          {
            id: 'tasks',
            metricStat: {
              metric: {
                namespace: 'ECS/ContainerInsights',
                metricName: 'RunningTaskCount',
                dimensions: [
                  { name: 'ClusterName', value: 'CLUSTER' },
                  { name: 'ServiceName', value: 'SERVICE' },
                ],
              },
              stat: 'Average',
            },
            returnData: false,
          },
          { id: 'backlog', expression: 'messages / tasks', returnData: true },
        ],
      },
      targetValue: 100,
    });
  });

  it('follows a metric of its own, with dimensions by name; Terraform fills in nothing', () => {
    const metric = {
      namespace: 'Shop',
      metricName: 'Back${log}',
      dimensions: { Queue: 'orders', App: '%{shop}' },
      statistic: 'Average',
    } as const;
    expect(trackedBy({ metric, target: 2.5 })?.targetTrackingScalingPolicyConfiguration).toMatchObject({
      customizedMetricSpecification: {
        namespace: 'Shop',
        metricName: 'Back$${log}',
        statistic: 'Average',
        dimensions: [
          { name: 'App', value: '%%{shop}' },
          { name: 'Queue', value: 'orders' },
        ],
      },
      targetValue: 2.5,
    });
  });

  it('is written in the order of names, whatever the order in the list', () => {
    const on = [{ memoryPercent: 70 }, { schedule: 'rate(1 day)', min: 4 }, { cpuPercent: 60 }] as const;
    expect(ruled({ on }).rules.map(({ name }) => name)).toEqual(['cpu', 'memory', 'schedule']);
    expect(ruled({ on: [...on].reverse() })).toEqual(ruled({ on }));
  });
});

describe('steps', () => {
  const found = rule({
    metric: 'cpu',
    steps: [
      { lower: 80, change: 3 },
      { upper: 10, change: -2 },
      { lower: 60, upper: 80, change: 1 },
      { lower: 10, upper: 20, change: -1 },
    ],
    cooldown: seconds(120),
    evaluationPeriods: 3,
  });
  const [up, down, ...more] = found?.kind === 'steps' ? stepsByDirection(found) : [];

  it('have a policy for each direction, with ends relative to the threshold of its alarm', () => {
    expect(more).toEqual([]);
    expect(up && renderStepPolicy(up, refs)).toEqual({
      ...count,
      ...refs,
      policyType: 'StepScaling',
      stepScalingPolicyConfiguration: {
        adjustmentType: 'ChangeInCapacity',
        cooldown: 120,
        metricAggregationType: 'Average',
        stepAdjustment: [
          { metricIntervalLowerBound: '0', metricIntervalUpperBound: '20', scalingAdjustment: 1 },
          { metricIntervalLowerBound: '20', scalingAdjustment: 3 },
        ],
      },
    });
    expect(down && renderStepPolicy(down, refs).stepScalingPolicyConfiguration?.stepAdjustment).toEqual([
      { metricIntervalUpperBound: '-10', scalingAdjustment: -2 },
      { metricIntervalLowerBound: '-10', metricIntervalUpperBound: '0', scalingAdjustment: -1 },
    ]);
  });

  it('have an alarm for each direction', () => {
    const alarm = { ...service, name: 'dev-shop-web-steps-up', runner: 'web', policyArn: 'POLICY' };
    expect(up && renderStepAlarm(up, alarm)).toEqual({
      alarmName: 'dev-shop-web-steps-up',
      alarmDescription: 'Starts tasks of web',
      namespace: 'AWS/ECS',
      metricName: 'CPUUtilization',
      dimensions: { ClusterName: 'CLUSTER', ServiceName: 'SERVICE' },
      statistic: 'Average',
      comparisonOperator: 'GreaterThanOrEqualToThreshold',
      threshold: 60,
      period: 60,
      evaluationPeriods: 3,
      alarmActions: ['POLICY'],
    });
    expect(down && renderStepAlarm(down, alarm)).toMatchObject({
      alarmDescription: 'Stops tasks of web',
      comparisonOperator: 'LessThanOrEqualToThreshold',
      threshold: 20,
    });
  });

  it('read the statistic that their own metric says', () => {
    const metric = {
      namespace: 'Shop',
      metricName: 'Backlog',
      dimensions: { Queue: 'a' },
      statistic: 'Maximum',
    };
    const own = rule({ metric: { ...metric, statistic: 'Maximum' }, steps: [{ lower: 5, change: 50 }] });
    const [only] = own?.kind === 'steps' ? stepsByDirection(own) : [];
    expect(only && renderStepPolicy(only, refs).stepScalingPolicyConfiguration).toMatchObject({
      metricAggregationType: 'Maximum',
    });
    expect(
      only && renderStepAlarm(only, { ...service, name: 'up', runner: 'web', policyArn: 'POLICY' }),
    ).toMatchObject({ ...metric, dimensions: { Queue: 'a' } });
  });
});

it('has other bounds from a time of day on', () => {
  const found = rule({ schedule: 'cron(0 8 ? * MON-FRI *)', timezone: 'Europe/Berlin', min: 4 });
  expect(found?.kind === 'timed' && renderScheduledAction(found, refs)).toEqual({
    ...count,
    ...refs,
    schedule: 'cron(0 8 ? * MON-FRI *)',
    timezone: 'Europe/Berlin',
    scalableTargetAction: { minCapacity: '4' },
  });
});
