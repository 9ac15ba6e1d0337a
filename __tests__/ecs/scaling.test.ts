import { renderScalingPolicy, renderScalingTarget } from '../../lib/ecs/scaling';

const scaling = { min: 2, max: 10, cpuPercent: 60 };
const count = { serviceNamespace: 'ecs', scalableDimension: 'ecs:service:DesiredCount' };

it('moves the count of one service between its bounds', () => {
  expect(renderScalingTarget(scaling, { clusterName: 'CLUSTER', serviceName: 'SERVICE' })).toEqual({
    ...count,
    resourceId: 'service/CLUSTER/SERVICE',
    minCapacity: 2,
    maxCapacity: 10,
  });
});

it('aims at a share of the CPU, and looks again after half a minute', () => {
  expect(renderScalingPolicy(scaling, { resourceId: 'TARGET', name: 'dev-shop-web-cpu' })).toEqual({
    ...count,
    name: 'dev-shop-web-cpu',
    resourceId: 'TARGET',
    policyType: 'TargetTrackingScaling',
    targetTrackingScalingPolicyConfiguration: {
      predefinedMetricSpecification: { predefinedMetricType: 'ECSServiceAverageCPUUtilization' },
      targetValue: 60,
      scaleInCooldown: 30,
      scaleOutCooldown: 30,
    },
  });
});
