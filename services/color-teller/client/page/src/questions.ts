/** What the page asks, where, and how often. */

export type Subject = 'color' | 'version';

export interface Question {
  /** The field of the answer, too. */
  readonly subject: Subject;
  /** Relative, so that the page works under any path of a load balancer. */
  readonly url: string;
  /** From the end of one request to the start of the next. */
  readonly pauseMs: number;
  readonly pauseAfterFailureMs: number;
}

export const questions: Readonly<Record<Subject, Question>> = {
  // Often enough that a canary of a few percent shows within a minute.
  color: { subject: 'color', url: 'gateway/color/color', pauseMs: 1_000, pauseAfterFailureMs: 2_000 },
  version: { subject: 'version', url: 'gateway/version', pauseMs: 30_000, pauseAfterFailureMs: 5_000 },
};
