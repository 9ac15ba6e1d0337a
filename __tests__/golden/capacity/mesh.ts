/**
 * A shop that pays less: its API keeps two tasks on demand and has the others on Spot, its worker follows a queue on Spot
 * alone, reports run on instances of EC2. The number of tasks follows requests, a queue, memory, steps and the time of day.
 */
import { application, applicationLoadBalancer, http, minutes } from '../../../lib/mesh';

export default application('shop', () => ({
  mesh: 'shop',
  namespace: 'shop.local',
  containerInsights: 'enabled',
  nodes: {
    api: {
      listeners: [http(3000)],
      loadBalancer: applicationLoadBalancer(80),
      runs: {
        source: 'api',
        capacity: [
          { provider: 'FARGATE', base: 2 },
          { provider: 'FARGATE_SPOT', weight: 3 },
        ],
        scaling: {
          min: 2,
          max: 20,
          on: [
            { requestsPerMinute: 600, scaleInCooldown: minutes(5) },
            { memoryPercent: 70, disableScaleIn: true },
            { schedule: 'cron(0 8 ? * MON-FRI *)', timezone: 'Europe/Berlin', min: 6, name: 'morning' },
            { schedule: 'cron(0 20 ? * MON-FRI *)', timezone: 'Europe/Berlin', min: 2, name: 'evening' },
          ],
        },
      },
    },
    worker: {
      runs: {
        source: 'worker',
        capacity: [{ provider: 'FARGATE_SPOT' }],
        scaling: { min: 1, max: 50, on: [{ queue: 'orders', backlogPerTask: 100 }] },
      },
    },
    mailer: {
      runs: {
        source: 'mailer',
        scaling: {
          min: 1,
          max: 10,
          on: [
            {
              metric: { namespace: 'Shop', metricName: 'Unsent', statistic: 'Maximum' },
              steps: [
                { upper: 10, change: -1 },
                { lower: 100, upper: 1000, change: 1 },
                { lower: 1000, change: 4 },
              ],
            },
          ],
        },
      },
    },
    report: {
      runs: { kind: 'schedule', at: 'rate(1 day)', source: 'report', capacity: [{ provider: 'instances' }] },
    },
    rebuild: { runs: { kind: 'task', source: 'rebuild', capacity: [{ provider: 'FARGATE_SPOT' }] } },
  },
  services: { api: { to: 'api' } },
}));

export const shows = [
  'aws_appautoscaling_policy',
  'aws_appautoscaling_scheduled_action',
  'aws_appautoscaling_target',
  'aws_cloudwatch_metric_alarm',
  'aws_ecs_cluster_capacity_providers',
  'aws_ecs_service',
  'aws_cloudwatch_event_target',
];
