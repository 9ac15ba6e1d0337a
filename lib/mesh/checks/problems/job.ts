/** Problems of a task that is started once or on a schedule. */
import { type At, error, wrong } from './factory';

export const jobProblems = {
  jobListens: (at: At, kind: string) =>
    error(
      'job-listens',
      at,
      `a ${kind} cannot have listeners: it is not registered under a name`,
      "remove the node's listeners, or run it as a service",
    ),
  scheduleForm: (at: At, got: unknown) =>
    wrong(
      'schedule-form',
      at,
      'a schedule is rate(…) or cron(…), of at most 256 characters',
      got,
      'use one such as "rate(1 day)" or "cron(0 3 * * ? *)"',
    ),
  scheduleRate: (at: At, got: unknown) =>
    wrong(
      'schedule-rate',
      at,
      'a rate is a whole number above 0 and its unit: "1 minute", "5 minutes", and so hours and days',
      got,
      'use one such as "rate(1 day)"; the unit is singular after 1, and plural after any other number',
    ),
  scheduleCron: (at: At, what: string, got: unknown) =>
    wrong(
      'schedule-cron',
      at,
      what,
      got,
      'write minutes, hours, day of month, month, day of week and year: "cron(0 3 * * ? *)" is 3:00 UTC every day',
    ),
} as const;
