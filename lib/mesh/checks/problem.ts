/** A mistake in what the user wrote. Every part of the project reports it in this one form. */
import { byText } from '../by-key';
import { onOneLine, quote, valueText } from './value-text';

export { likelyName, nearestName, nearestNames } from './nearest-name';

/** `error` stops everything before a resource is declared. `warning` is printed, and work continues. */
export type Severity = 'error' | 'warning';

export interface Problem {
  /** Stable kebab-case name: the key for tests, documentation and accepted losses. */
  readonly code: string;
  readonly severity: Severity;
  /** A path in the user's own words: `service "cart" > route "canary"`. */
  readonly where: string;
  /** What is wrong, without the value. */
  readonly what: string;
  /** The wrong value; absent if something is missing. */
  readonly got?: unknown;
  /** What to do about it. */
  readonly fix: string;
}

/** `<where>: <what>, got <value>; <fix> [code]`, always on one line. */
export function formatProblem(problem: Problem): string {
  const got = 'got' in problem ? `, got ${valueText(problem.got)}` : '';
  return onOneLine(`${problem.where}: ${problem.what}${got}; ${problem.fix} [${problem.code}]`);
}

/** All problems of one attempt, thrown together. `message` is the formatted list, sorted by place. */
export class MeshError extends Error {
  readonly problems: readonly Problem[];

  constructor(problems: readonly Problem[]) {
    const sorted = sortedLines(problems);
    super(sorted.map(({ line }) => line).join('\n'));
    this.name = 'MeshError';
    this.problems = sorted.map(({ problem }) => problem);
  }
}

/** Errors thrown as one {@link MeshError}; the warnings are returned, sorted by place. */
export function throwErrors(problems: readonly Problem[]): Problem[] {
  const errors = problems.filter((problem) => problem.severity === 'error');
  if (errors.length > 0) throw new MeshError(errors);
  return sortProblems(problems);
}

export function sortProblems(problems: readonly Problem[]): Problem[] {
  return sortedLines(problems).map(({ problem }) => problem);
}

/** The problem together with its line of text, which is made once: there may be one problem for each node. */
function sortedLines(problems: readonly Problem[]): { readonly problem: Problem; readonly line: string }[] {
  return problems
    .map((problem) => {
      const line = formatProblem(problem);
      return { problem, line, key: `${problem.where}\n${line}` };
    })
    .sort(byText(({ key }) => key));
}

/** `"a", "b", "c"`, or `none`; at most ten, since a mesh can have a thousand names. */
export function listNames(names: readonly string[]): string {
  if (names.length === 0) return 'none';
  const said = lists.get(names);
  if (said !== undefined) return said;
  const shown = [...names].sort().slice(0, SHOWN).map(quote).join(', ');
  const list = names.length > SHOWN ? `${shown} and ${names.length - SHOWN} more` : shown;
  lists.set(names, list);
  return list;
}

/** If there are more names than are shown, those in `first` are shown in any case. */
export function listFirst(names: readonly string[], first: readonly string[]): string {
  if (names.length <= SHOWN) return listNames(names);
  const order = [...new Set([...first, ...[...names].sort()])];
  return `${order.slice(0, SHOWN).map(quote).join(', ')} and ${names.length - SHOWN} more`;
}

const SHOWN = 10;

/** One list is shown once for each mistake, so it is sorted only once. */
const lists = new WeakMap<readonly string[], string>();
