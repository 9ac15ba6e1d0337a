/** A number or a length with a lowest and a highest value: the check and the text of its problem come from the same constants. */
import type { Duration } from '../duration';
import type { Problem } from './problem';

export interface Limit {
  /** The problem's code, `<concept>-<field>`. */
  readonly code: string;
  /** The field in the user's words, singular: `interval`. */
  readonly what: string;
  readonly min: number;
  readonly max: number;
  /** Unit in the text. Durations are checked in milliseconds and shown in seconds. */
  readonly unit?: 'seconds' | 'whole seconds' | '%' | 'MiB' | 'GiB' | 'days';
}

/**
 * No problem, or one: the value is not a whole number from `limit.min` to `limit.max`. An absent value gives no problem.
 */
export function checkLimit(limit: Limit, value: number | Duration | undefined, where: string): Problem[] {
  if (value === undefined) return [];
  const number = typeof value === 'number' ? value : value.milliseconds / 1000;
  const whole = typeof value === 'number' || limit.unit === 'whole seconds' ? number : value.milliseconds;
  if (Number.isInteger(whole) && number >= limit.min && number <= limit.max) return [];
  return [outOfLimit(limit, number, where)];
}

/** The one factory of every limit's problem. */
function outOfLimit(limit: Limit, got: number, where: string): Problem {
  const unit = limit.unit === undefined ? '' : limit.unit === '%' ? ' %' : ` ${limit.unit}`;
  const kind = limit.unit?.endsWith('seconds') ? '' : 'a whole number from ';
  const closest = Number.isNaN(got) ? limit.min : Math.min(Math.max(Math.round(got), limit.min), limit.max);
  return {
    code: limit.code,
    severity: 'error',
    where,
    what: `${limit.what} must be ${kind}${limit.min} to ${limit.max}${unit}`,
    got,
    fix: `use ${closest}${unit.replace(' whole', '')}`,
  };
}

/** How long a text or a list may be. */
export type Length = Omit<Limit, 'unit'>;

/**
 * No problem, or one: the text has not `length.min` to `length.max` characters, or the list has not that many members.
 */
export function checkLength(
  length: Length,
  value: string | readonly unknown[] | undefined,
  where: string,
): Problem[] {
  if (value === undefined || (value.length >= length.min && value.length <= length.max)) return [];
  return [outOfLength(length, value, where)];
}

/** The one factory of every length's problem. */
function outOfLength(
  { code, what, min, max }: Length,
  got: string | readonly unknown[],
  where: string,
): Problem {
  const of = typeof got === 'string' ? 'characters' : 'members';
  return {
    code,
    severity: 'error',
    where,
    what: `${what} has ${min} to ${max} ${of}`,
    got: typeof got === 'string' ? got : got.length,
    fix: got.length < min ? 'write the value, or remove the field' : 'shorten it',
  };
}

/** How many members a list may have. */
export interface Count {
  readonly code: string;
  /** The members in the user's words, plural: `routes`. */
  readonly what: string;
  readonly max: number;
  readonly fix: string;
}

/** No problem, or one: the list has more than `count.max` members. */
export function checkCount(
  { code, what, max, fix }: Count,
  list: readonly unknown[],
  where: string,
): Problem[] {
  if (list.length <= max) return [];
  return [
    { code, severity: 'error', where, what: `must have at most ${max} ${what}`, got: list.length, fix },
  ];
}
