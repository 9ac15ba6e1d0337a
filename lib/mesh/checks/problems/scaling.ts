/** Problems of what moves the number of tasks. */
import { type At, error, warning, wrong } from './factory';

export const scalingProblems = {
  scalingBounds: (at: At, got: unknown) =>
    wrong('scaling-bounds', at, 'max must be at least min', got, 'swap them or raise max'),
  scalingEmpty: (at: At) =>
    error(
      'scaling-empty',
      at,
      'nothing moves the number of tasks',
      'add cpuPercent, or rules in `on`; for a number that stays, use count',
    ),
  scalingRuleTwice: (at: At, got: string) =>
    wrong('scaling-rule-twice', at, 'two rules have one name', got, 'give each a `name` of its own'),
  scalingNeverDown: (at: At) =>
    warning(
      error(
        'scaling-never-down',
        at,
        'no rule stops tasks, so their number only rises',
        'remove disableScaleIn from one rule, or add a step with a change below 0',
      ),
    ),
  scalingTarget: (at: At, got: number) =>
    wrong(
      'scaling-target',
      at,
      'the target must be a number above 0',
      got,
      'use the value of the metric to aim at',
    ),
  scalingSteps: (at: At, what: string, got: unknown) =>
    wrong(
      'scaling-steps',
      at,
      what,
      got,
      'write steps such as [{ upper: 10, change: -1 }, { lower: 50, upper: 80, change: 1 }, { lower: 80, change: 3 }]',
    ),
  scalingQueue: (at: At, got: string) =>
    wrong(
      'scaling-queue',
      at,
      'the name of a queue has 1 to 80 letters, digits, - and _, and may end with .fifo',
      got,
      'use its name, not its URL or ARN',
    ),
  scalingQueueInsights: (at: At) =>
    error(
      'scaling-queue-insights',
      at,
      'the cluster has no Container Insights, which counts the running tasks, so there is no backlog for each of them',
      "set containerInsights: 'enabled' on the application, or use a `metric` that the application publishes",
    ),
  requestsUncounted: (at: At, why: string, fix: string) => error('scaling-requests-uncounted', at, why, fix),
  scalingPeriod: (at: At, got: number) =>
    wrong(
      'scaling-period',
      at,
      'period must be 10 s, 30 s or a multiple of 60 s, and all evaluation periods together at most a day',
      got,
      'use seconds(60)',
    ),
  scalingTimezone: (at: At, got: string) =>
    wrong(
      'scaling-timezone',
      at,
      'no time zone of the IANA database has this name',
      got,
      'use a name such as "Europe/Berlin"; without one, times are in UTC',
    ),
  scalingScheduleEmpty: (at: At) =>
    error('scaling-schedule-empty', at, 'a schedule changes nothing', 'add min, max or both'),
  scalingScheduleForm: (at: At, got: string) =>
    wrong(
      'scaling-schedule-form',
      at,
      'a schedule is cron(…), rate(…) or at(…)',
      got,
      'use one such as "cron(0 8 ? * MON-FRI *)" or "at(2026-12-24T18:00:00)"',
    ),
  scalingScheduleAt: (at: At, got: string) =>
    wrong(
      'scaling-schedule-at',
      at,
      'at(…) holds a date and a time that exist',
      got,
      'write year-month-dayThours:minutes:seconds: "at(2026-12-24T18:00:00)"',
    ),
  metricNamespace: (at: At, got: string) =>
    wrong(
      'metric-namespace',
      at,
      'a namespace has 1 to 255 letters, digits and . - _ / # :, and no : at its beginning',
      got,
      'use one such as "AWS/SQS"',
    ),
  metricName: (at: At, got: string) =>
    wrong(
      'metric-name',
      at,
      'metricName has 1 to 255 printable ASCII characters',
      got,
      'use a name such as "ApproximateNumberOfMessagesVisible"',
    ),
  metricDimension: (at: At, got: string) =>
    wrong(
      'metric-dimension',
      at,
      'a dimension has a name of 1 to 255 and a value of 1 to 1024 printable ASCII characters; the name has no : at its beginning',
      got,
      'use one such as { QueueName: "orders" }',
    ),
  metricDimensions: (at: At, got: number, most: number) =>
    wrong(
      'metric-dimensions',
      at,
      `a metric has at most ${most} dimensions`,
      got,
      'keep those that it is published with',
    ),
} as const;
