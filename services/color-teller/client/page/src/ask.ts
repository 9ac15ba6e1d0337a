/** One request. What goes wrong with it is an answer as well: this never rejects. */
import { type Question } from './questions';

export type Answer =
  | { readonly kind: 'value'; readonly value: string }
  /** `reason` goes on from the request's name: `answered 502`. */
  | { readonly kind: 'failure'; readonly reason: string };

/** Longer than a healthy mesh needs, shorter than the patience of who looks at the page. */
export const LIMIT_MS = 5_000;

export async function ask({ url, subject }: Question, ended: AbortSignal): Promise<Answer> {
  const limit = new AbortController();
  const timer = setTimeout(() => limit.abort(), LIMIT_MS);
  try {
    const signal = AbortSignal.any([ended, limit.signal]);
    const response = await fetch(url, { cache: 'no-store', signal });
    if (!response.ok) return failure(`answered ${response.status}${descriptionIn(await response.text())}`);
    const value = fieldOf(await response.text(), subject);
    return value === '' ? failure(`answered without a ${subject}`) : { kind: 'value', value };
  } catch {
    return failure(
      limit.signal.aborted ? `did not answer within ${LIMIT_MS / 1_000} s` : 'could not be reached',
    );
  } finally {
    clearTimeout(timer);
  }
}

function failure(reason: string): Answer {
  return { kind: 'failure', reason };
}

/** The services describe what is wrong; proxies in between answer with anything. */
function descriptionIn(body: string): string {
  const description = fieldOf(body, 'description');
  return description === '' ? '' : `: ${description}`;
}

/** Empty where `body` is no JSON, or has no such text. */
function fieldOf(body: string, field: string): string {
  try {
    const value: unknown = Object(JSON.parse(body))[field];
    return typeof value === 'string' ? value.trim() : '';
  } catch {
    return '';
  }
}
