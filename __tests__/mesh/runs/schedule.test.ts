/** Expressions of EventBridge's guide, and those that it refuses. */
import { validateSchedule } from '../../../lib/mesh/runs/schedule';

const codesOf = (at: string) => validateSchedule(at, 'node "job" > runs > at').map(({ code }) => code);
const faultOf = (at: string) => validateSchedule(at, 'at').map(({ what }) => what);

describe('a rate', () => {
  it.each(['1 minute', '5 minutes', '1 hour', '12 hours', '1 day', '7 days', '10 minutes', '11 days'])(
    'is rate(%s)',
    (rate) => expect(codesOf(`rate(${rate})`)).toEqual([]),
  );

  it.each([
    '',
    '1 days',
    '5 minute',
    '0 minutes',
    '-1 minutes',
    '1.5 hours',
    '01 minute',
    '5  minutes',
    ' 5 minutes',
    '1 week',
    '30 seconds',
    '1',
    'day',
    '${x} days',
  ])('is not rate(%s)', (rate) => expect(codesOf(`rate(${rate})`)).toEqual(['schedule-rate']));
});

describe('a cron expression', () => {
  it.each([
    // The examples of the guide.
    '0 10 * * ? *',
    '15 12 * * ? *',
    '0 18 ? * MON-FRI *',
    '0 8 1 * ? *',
    '0/10 * ? * MON-FRI *',
    '0/5 8-17 ? * MON-FRI *',
    '0 9 ? * 2#1 *',
    // Every edge of every field.
    '0,59 0,23 1,31 1,12 ? 1970,2199',
    '* * ? JAN,DEC 1,7 *',
    '1-5/2 * ? * SUN-SAT *',
    '*/15 * * */3 ? 2026/2',
    '0 0 L * ? *',
    '0 0 LW * ? *',
    '0 0 15W * ? *',
    '0 0 31W * ? *',
    '0 0 ? * L *',
    '0 0 ? * 6L *',
    '0 0 ? * FRI#5 *',
  ])('is cron(%s)', (cron) => expect(codesOf(`cron(${cron})`)).toEqual([]));

  it.each([
    ['60 * * * ? *', 'minutes'],
    ['-1 * * * ? *', 'minutes'],
    ['? * * * ? *', 'minutes'],
    ['1-2-3 * * * ? *', 'minutes'],
    ['*/0 * * * ? *', 'minutes'],
    ['1/2/3 * * * ? *', 'minutes'],
    ['1, * * * ? *', 'minutes'],
    ['0 24 * * ? *', 'hours'],
    ['0 0 0 * ? *', 'day of month'],
    ['0 0 32 * ? *', 'day of month'],
    ['0 0 32W * ? *', 'day of month'],
    ['0 0 ?,1 * ? *', 'day of month'],
    ['0 0 1 0 ? *', 'month'],
    ['0 0 1 13 ? *', 'month'],
    ['0 0 1 MON ? *', 'month'],
    ['0 0 1 jan ? *', 'month'],
    ['0 0 ? * 0 *', 'day of week'],
    ['0 0 ? * 8 *', 'day of week'],
    ['0 0 ? * 8L *', 'day of week'],
    ['0 0 ? * MON#6 *', 'day of week'],
    ['0 0 ? * MON/2 *', 'day of week'],
    ['0 0 1 * ? 1969', 'year'],
    ['0 0 1 * ? 2200', 'year'],
    ['0 0 1 * ? ${x}', 'year'],
  ])('is not cron(%s): %s', (cron, field) => {
    expect(faultOf(`cron(${cron})`)).toEqual([`cron has no such ${field}`]);
  });

  it.each(['0 3 * * ?', '0 3 * * ? * *', '', '0  3 * * ? *'])('has six fields: cron(%s)', (cron) => {
    expect(faultOf(`cron(${cron})`)).toEqual(['cron has six fields, one space between two']);
  });

  it.each(['0 3 * * * *', '0 3 ? * ? *', '0 3 1 * MON *'])(
    'leaves one day to the other: cron(%s)',
    (cron) => {
      expect(faultOf(`cron(${cron})`)).toEqual(['one of day of month and day of week is "?", and only one']);
    },
  );
});

describe('a schedule', () => {
  it.each([
    '',
    'daily',
    'rate 1 day',
    'RATE(1 day)',
    'rate(1 day) ',
    'rate(1 (day))',
    'at(2026-11-22T00:00:00)',
  ])('is neither a rate nor a cron expression: %j', (at) => expect(codesOf(at)).toEqual(['schedule-form']));

  it('has 256 characters at most', () => {
    const longest = `cron(${'0,'.repeat(118)}0 10 ? * MON *)`;
    const tooLong = `cron(${'0,'.repeat(119)}0 1 ? * MON *)`;
    expect([longest.length, tooLong.length]).toEqual([256, 257]);
    expect([codesOf(longest), codesOf(tooLong)]).toEqual([[], ['schedule-form']]);
  });
});
