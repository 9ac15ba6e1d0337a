/** Scaling by the time of day: from then on the number of tasks has other bounds. */
import { checkLimit } from '../checks/limit';
import { limits } from '../checks/limits';
import { type FieldShapes, optional } from '../checks/fields';
import type { Problem } from '../checks/problem';
import { problems } from '../checks/problems';
import { number, text } from '../checks/shape';
import { validateSchedule } from './schedule';

export interface TimedRule {
  /**
   * `cron(minutes hours day-of-month month day-of-week year)`, `rate(1 day)` or `at(2026-12-24T18:00:00)`, in `timezone`.
   */
  readonly schedule: `cron(${string})` | `rate(${string})` | `at(${string})`;
  /** A name of the IANA time zone database. @default 'UTC' */
  readonly timezone?: string;
  /** Fewest tasks from then on. @default - as before */
  readonly min?: number;
  /** Most tasks from then on. @default - as before */
  readonly max?: number;
  /** Lower-case letters, digits, `-`: part of the name of the scheduled action. @default 'schedule' */
  readonly name?: string;
}

export const timedRuleShapes: FieldShapes<TimedRule> = {
  schedule: text,
  timezone: optional(text),
  min: optional(number),
  max: optional(number),
  name: optional(text),
};

/** The long form. */
export interface TimedScaling extends Pick<TimedRule, 'min' | 'max'> {
  readonly kind: 'timed';
  readonly name: string;
  readonly schedule: string;
  readonly timezone: string;
}

export function completeTimed({ name, schedule, timezone, min, max }: TimedRule): TimedScaling {
  return {
    kind: 'timed',
    name: name ?? 'schedule',
    schedule,
    timezone: timezone ?? 'UTC',
    ...(min !== undefined && { min }),
    ...(max !== undefined && { max }),
  };
}

export function validateTimed({ schedule, timezone, min, max }: TimedScaling, where: string): Problem[] {
  const isBelow = min !== undefined && max !== undefined && max < min;
  return [
    ...validateExpression(schedule, `${where} > schedule`),
    ...(isTimezone(timezone) ? [] : [problems.scalingTimezone(where, timezone)]),
    ...checkLimit(limits.scalingMin, min, where),
    ...checkLimit(limits.scalingMax, max, where),
    ...(isBelow ? [problems.scalingBounds(where, { min, max })] : []),
    ...(min === undefined && max === undefined ? [problems.scalingScheduleEmpty(where)] : []),
  ];
}

function validateExpression(schedule: string, where: string): Problem[] {
  if (schedule.startsWith('at(')) return isAt(schedule) ? [] : [problems.scalingScheduleAt(where, schedule)];
  return /^(rate|cron)\(/.test(schedule)
    ? validateSchedule(schedule, where)
    : [problems.scalingScheduleForm(where, schedule)];
}

/** Application Auto Scaling API, PutScheduledAction: `at(yyyy-mm-ddThh:mm:ss)`, a day and time that exist. */
function isAt(schedule: string): boolean {
  const [, moment] = /^at\((\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)\)$/.exec(schedule) ?? [];
  if (moment === undefined) return false;
  const date = new Date(`${moment}Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(moment);
}

/** Names are written as in the database: JavaScript takes them in lower case and as offsets too, AWS does not. */
function isTimezone(name: string): boolean {
  if (!/^[A-Z][A-Za-z0-9_+-]*(\/[A-Z][A-Za-z0-9_+-]*)*$/.test(name)) return false;
  try {
    const { timeZone } = new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions();
    return timeZone === name || timeZone.toLowerCase() !== name.toLowerCase();
  } catch {
    return false;
  }
}
