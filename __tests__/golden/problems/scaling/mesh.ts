/** What moves the number of tasks of a service, and between which bounds. */
import type { ScalingDefinition } from '../../../../lib/mesh/runs/scaling';
import type { Metric } from '../../../../lib/mesh/runs/metric';
import { aNode } from '../../../../lib/testing';
import type { Wrong } from '../../problems.test';

const scaled = (parts: Partial<ScalingDefinition>): Wrong => ({
  nodes: { web: aNode({ runs: { scaling: { min: 2, max: 4, cpuPercent: 50, ...parts } } }) },
});
const ruled = (...on: ScalingDefinition['on'] & object): Wrong => scaled({ on });
const measured = (parts: Partial<Metric>): Wrong =>
  ruled({ metric: { namespace: 'Shop', metricName: 'Backlog', statistic: 'Sum', ...parts }, target: 10 });

export const wrong: Record<string, Wrong> = {
  'scaling-bounds': scaled({ max: 1 }),
  'scaling-empty': { nodes: { web: aNode({ runs: { scaling: { min: 1, max: 2 } } }) } },
  'scaling-rule-twice': ruled({ cpuPercent: 70 }),
  'scaling-never-down': {
    nodes: {
      web: aNode({ runs: { scaling: { min: 1, max: 2, on: [{ cpuPercent: 50, disableScaleIn: true }] } } }),
    },
  },
  'scaling-target': ruled({
    metric: { namespace: 'Shop', metricName: 'Backlog', statistic: 'Sum' },
    target: 0,
  }),
  'scaling-steps': ruled({
    metric: 'cpu',
    steps: [
      { lower: 50, upper: 70, change: 1 },
      { lower: 80, change: 2 },
    ],
  }),
  'scaling-period': ruled({ metric: 'cpu', steps: [{ lower: 50, change: 1 }], period: { milliseconds: 45_000 } }),
  'scaling-timezone': ruled({ schedule: 'rate(1 day)', timezone: 'europe/berlin', min: 3 }),
  'scaling-schedule-empty': ruled({ schedule: 'rate(1 day)' }),
  'scaling-schedule-form': ruled({ schedule: 'every day' as never, min: 3 }),
  'scaling-schedule-at': ruled({ schedule: 'at(2026-02-30T08:00:00)', min: 3 }),
  'metric-namespace': measured({ namespace: '' }),
  'metric-name': measured({ metricName: '' }),
  'metric-dimension': measured({ dimensions: { ':queue': 'orders' } }),
  'metric-dimensions': measured({
    dimensions: Object.fromEntries(Array.from({ length: 31 }, (_, index) => [`d${index}`, 'x'])),
  }),
  'scaling-queue': {
    containerInsights: 'enabled',
    ...ruled({ queue: 'https://sqs.us-west-2.amazonaws.com/123456789012/orders', backlogPerTask: 10 }),
  },
  'scaling-queue-insights': ruled({ queue: 'orders', backlogPerTask: 10 }),
  'scaling-requests-uncounted': ruled({ requestsPerMinute: 600 }),
};
