/** What the page says. */
import { type Subject } from './questions';

export function colorSentence(color: string): string {
  return `The color is ${color}.`;
}

export function troubleSentence(subject: Subject, reason: string): string {
  return `The request for the ${subject} ${reason.replace(/\.$/, '')}.`;
}

export function recoverySentence(subject: Subject): string {
  return `The request for the ${subject} works again.`;
}

/** How often a request has failed, without an answer in between. */
export function failuresText(times: number): string {
  if (times === 1) return 'once';
  return times === 2 ? 'twice in a row' : `${times} times in a row`;
}

/** In the time zone and the format of the browser. */
export function timeText(at: number): string {
  return new Date(at).toLocaleTimeString([], { hour: '2-digit', minute: '2-digit', second: '2-digit' });
}

export function answersText(count: number): string {
  if (count === 0) return 'No answers yet';
  return count === 1 ? 'The last answer' : `The last ${count} answers`;
}
