/** Rules of scaling, at the edges of what AWS takes. */
import { seconds } from '../../../lib/mesh';
import type { Metric } from '../../../lib/mesh/runs/metric';
import type { ScalingRule } from '../../../lib/mesh/runs/scaling-rule';
import type { ScalingStep } from '../../../lib/mesh/runs/scaling-steps';
import { aNode } from '../../../lib/testing';
import { codesOf, textsOf } from '../problems-of';

const ruled = (...on: ScalingRule[]) => ({
  containerInsights: 'enabled' as const,
  nodes: { web: aNode({ runs: { scaling: { min: 1, max: 9, on } } }) },
});
const stepped = (...steps: ScalingStep[]) => ruled({ metric: 'cpu', steps });

describe('steps', () => {
  const down = { upper: 20, change: -1 };
  const up = { lower: 80, change: 2 };

  it.each<[ScalingStep[]]>([
    [[down, up]],
    [[up, down]],
    [
      [
        { upper: 50, change: -1 },
        { lower: 50, change: 1 },
      ],
    ],
    [[{ upper: 5, change: -3 }, { lower: 5, upper: 20, change: -1 }, up]],
    [[down, { lower: 70, upper: 80, change: 1 }, up]],
    [[down]],
  ])('%j are valid', (steps) => {
    expect(codesOf(stepped(...steps)).filter((code) => code !== 'scaling-never-down')).toEqual([]);
  });

  it.each<[string, ScalingStep[]]>([
    ['a rule needs a step', []],
    ['a step changes nothing', [{ lower: 5, change: 0 }]],
    [
      'lower must be below upper',
      [
        { lower: 5, upper: 5, change: 1 },
        { lower: 5, change: 2 },
      ],
    ],
    ['a step that starts tasks needs a lower end', [{ change: 1 }]],
    ['a step that stops tasks needs an upper end', [{ change: -1 }]],
    ['no step has the values below this one', [{ lower: 1, upper: 20, change: -1 }]],
    ['no step has the values above this one', [{ lower: 80, upper: 100, change: 1 }]],
    ['two steps overlap', [down, { lower: 70, upper: 81, change: 1 }, up]],
    ['there is a hole between two steps', [down, { lower: 60, upper: 79, change: 1 }, up]],
    [
      'there is a hole between two steps',
      [
        { upper: 5, change: -2 },
        { lower: 6, upper: 20, change: -1 },
      ],
    ],
    [
      'a step that stops tasks lies above one that starts tasks',
      [
        { lower: 1, upper: 5, change: 1 },
        { lower: 5, upper: 9, change: -1 },
      ],
    ],
  ])('%s: %j', (what, steps) => {
    expect(textsOf(stepped(...steps)).join('\n')).toContain(`rule "steps": ${what}`);
  });

  it.each([
    [10, 1, []],
    [20, 1, ['scaling-period']],
    [30, 1, []],
    [60, 1, []],
    [90, 1, ['scaling-period']],
    [86_400, 1, []],
    [86_460, 1, ['scaling-period']],
    [900, 96, []],
    [900, 97, ['scaling-period']],
  ])('of periods of %d s, %d in a row: %j', (period, evaluationPeriods, codes) => {
    const rule = { metric: 'cpu', steps: [down, up], period: seconds(period), evaluationPeriods } as const;
    expect(codesOf(ruled(rule))).toEqual(codes);
  });
});

describe('a schedule', () => {
  const at = (schedule: string, timezone?: string) =>
    codesOf(ruled({ schedule: schedule as never, min: 2, ...(timezone !== undefined && { timezone }) }));

  it.each(['cron(0 8 ? * MON-FRI *)', 'rate(1 day)', 'at(2028-02-29T23:59:59)'])('may be %s', (schedule) => {
    expect(at(schedule)).toEqual([]);
  });

  it.each([
    ['cron(0 8 * * MON-FRI *)', 'schedule-cron'],
    ['rate(1 days)', 'schedule-rate'],
    ['at(2027-02-29T08:00:00)', 'scaling-schedule-at'],
    ['at(2027-02-28T24:00:00)', 'scaling-schedule-at'],
    ['at(2027-02-28 08:00:00)', 'scaling-schedule-at'],
    ['0 8 * * *', 'scaling-schedule-form'],
  ])('may not be %s', (schedule, code) => {
    expect(at(schedule)).toEqual([code]);
  });

  it.each(['UTC', 'Europe/Berlin', 'America/Argentina/Buenos_Aires', 'Asia/Calcutta', 'Etc/GMT+9'])(
    'has time zone %s',
    (timezone) => expect(at('rate(1 day)', timezone)).toEqual([]),
  );

  it.each(['', 'utc', 'europe/berlin', 'Europe/Bern', '+01:00'])('has no time zone %j', (timezone) => {
    expect(at('rate(1 day)', timezone)).toEqual(['scaling-timezone']);
  });
});

describe('a metric', () => {
  const sound: Metric = { namespace: 'Shop', metricName: 'Open', statistic: 'Sum' };
  const of = (parts: Partial<Metric>) => codesOf(ruled({ metric: { ...sound, ...parts }, target: 1 }));
  const text = (length: number) => 'x'.repeat(length);

  it('has names of the lengths that CloudWatch takes', () => {
    expect(of({ namespace: text(255), metricName: text(255) })).toEqual([]);
    expect(of({ namespace: text(256) })).toEqual(['metric-namespace']);
    expect(of({ namespace: ':Shop' })).toEqual(['metric-namespace']);
    expect(of({ metricName: text(256) })).toEqual(['metric-name']);
    expect(of({ dimensions: { [text(255)]: text(1024) } })).toEqual([]);
    expect(of({ dimensions: { [text(256)]: 'a' } })).toEqual(['metric-dimension']);
    expect(of({ dimensions: { a: text(1025) } })).toEqual(['metric-dimension']);
    expect(of({ dimensions: { a: ' ' } })).toEqual(['metric-dimension']);
  });

  it('has up to 30 dimensions', () => {
    const some = (count: number) =>
      Object.fromEntries(Array.from({ length: count }, (_, index) => [`d${index}`, 'x']));
    expect(of({ dimensions: some(30) })).toEqual([]);
    expect(of({ dimensions: some(31) })).toEqual(['metric-dimensions']);
  });

  it.each([0, -1, Number.NaN, Infinity])('is never held at %d', (target) => {
    expect(codesOf(ruled({ metric: sound, target }))).toEqual(['scaling-target']);
  });

  it('may be held at a fraction', () => {
    expect(codesOf(ruled({ metric: sound, target: 0.5 }))).toEqual([]);
  });
});

describe('a queue', () => {
  const queued = (queue: string) => ruled({ queue, backlogPerTask: 10 });

  it.each(['orders', 'orders.fifo', 'a'.repeat(80)])('may be called %s', (queue) => {
    expect(codesOf(queued(queue))).toEqual([]);
  });

  it.each(['', 'a'.repeat(81), 'orders.fif', 'arn:aws:sqs:us-west-2:123456789012:orders'])(
    'may not be called %s',
    (queue) => expect(codesOf(queued(queue))).toEqual(['scaling-queue']),
  );

  it('needs a cluster that counts tasks; a cluster that exists is not known', () => {
    const { nodes } = queued('orders');
    expect(textsOf({ nodes })).toEqual([
      expect.stringContaining('node "web" > runs > scaling > rule "queue"'),
    ]);
    expect(codesOf({ nodes, containerInsights: 'disabled' })).toEqual(['scaling-queue-insights']);
    expect(codesOf({ nodes, containerInsights: 'enhanced' })).toEqual([]);
    expect(codesOf({ nodes, cluster: { existing: 'main' } })).toEqual([]);
  });
});

it('is refused where it is no rule, at its place in the list', () => {
  expect(textsOf(ruled({} as never))).toEqual([
    'node "web" > runs > scaling: rule 1 must be a rule with cpuPercent, memoryPercent, requestsPerMinute, queue, metric, steps or schedule, got {}; fix the value [field-type]',
  ]);
});
