/** When a schedule starts its tasks: a rate or a cron expression of EventBridge, in UTC. */
import type { Problem } from '../checks/problem';
import { problems } from '../checks/problems';

/** Validation checks the rest. */
export type ScheduleExpression = `rate(${string})` | `cron(${string})`;

/** EventBridge API, PutRule: ScheduleExpression. */
const MAX_CHARACTERS = 256;

interface CronField {
  readonly name: string;
  readonly min: number;
  readonly max: number;
  /** Words for the numbers, starting with `min`. */
  readonly words?: readonly string[];
  /** Has no steps such as `0/15`. */
  readonly isStepless?: true;
  /** Further forms of an item, beside a number, a range, `*` and steps. */
  readonly special?: RegExp;
}

const MONTHS = ['JAN', 'FEB', 'MAR', 'APR', 'MAY', 'JUN', 'JUL', 'AUG', 'SEP', 'OCT', 'NOV', 'DEC'];
const DAYS = ['SUN', 'MON', 'TUE', 'WED', 'THU', 'FRI', 'SAT'];

/** The six fields in their order: EventBridge User Guide, "Setting a schedule pattern for scheduled rules". */
const cronFields: readonly CronField[] = [
  { name: 'minutes', min: 0, max: 59 },
  { name: 'hours', min: 0, max: 23 },
  // `L` is the last day; `15W` is the weekday nearest to the 15th.
  { name: 'day of month', min: 1, max: 31, special: /^(L|LW|([1-9]|[12]\d|3[01])W)$/ },
  { name: 'month', min: 1, max: 12, words: MONTHS },
  {
    name: 'day of week',
    min: 1,
    max: 7,
    words: DAYS,
    isStepless: true,
    // Forms for Saturday, the last Friday, and the second Tuesday of the month.
    special: new RegExp(`^(L|([1-7]|${DAYS.join('|')})(L|#[1-5]))$`),
  },
  { name: 'year', min: 1970, max: 2199 },
];

export function validateSchedule(at: string, where: string): Problem[] {
  const [, kind, inner = ''] = /^(rate|cron)\(([^()]*)\)$/.exec(at) ?? [];
  if (kind === undefined || at.length > MAX_CHARACTERS) return [problems.scheduleForm(where, at)];
  if (kind === 'rate') return isRate(inner) ? [] : [problems.scheduleRate(where, at)];
  const fault = faultOf(inner.split(' '));
  return fault === undefined ? [] : [problems.scheduleCron(where, fault, at)];
}

/** The value 1 needs the singular, every other value the plural. */
function isRate(text: string): boolean {
  const [, count, plural] = /^([1-9]\d*) (?:minute|hour|day)(s?)$/.exec(text) ?? [];
  return count !== undefined && (count === '1') === (plural === '');
}

function faultOf(values: readonly string[]): string | undefined {
  const [, , dayOfMonth, , dayOfWeek] = values;
  if (values.length !== cronFields.length) return 'cron has six fields, one space between two';
  if ((dayOfMonth === '?') === (dayOfWeek === '?'))
    return 'one of day of month and day of week is "?", and only one';
  const wrong = cronFields.find((field, index) => !isOf(field, values[index] ?? ''));
  return wrong && `cron has no such ${wrong.name}`;
}

function isOf(field: CronField, value: string): boolean {
  if (value === '?') return field.name.startsWith('day of');
  return value.split(',').every((item) => field.special?.test(item) || isItem(field, item));
}

/** `5`, `1-5`, `MON-FRI` or `*`, each with or without steps. */
function isItem(field: CronField, item: string): boolean {
  const [range = '', ...steps] = item.split('/');
  if (steps.length > (field.isStepless ? 0 : 1) || !steps.every((step) => /^[1-9]\d{0,3}$/.test(step)))
    return false;
  const ends = range.split('-');
  return range === '*' || (ends.length <= 2 && ends.every((end) => isNumber(field, end)));
}

function isNumber({ min, max, words = [] }: CronField, text: string): boolean {
  return words.includes(text) || (/^\d{1,4}$/.test(text) && Number(text) >= min && Number(text) <= max);
}
