/** The forms that a problem is made in. */
import { likelyName, nearestName, type Problem } from '../problem';
import { quote } from '../value-text';

export const error = (code: string, where: string, what: string, fix: string): Problem => ({
  code,
  severity: 'error',
  where,
  what,
  fix,
});
export const wrong = (code: string, where: string, what: string, got: unknown, fix: string): Problem => ({
  ...error(code, where, what, fix),
  got,
});

/** The same problem as a warning: work continues. */
export const warning = (problem: Problem): Problem => ({ ...problem, severity: 'warning' });

/**
 * A feature that a target leaves out and that does not change which node answers. `places` are where the application uses
 * it.
 */
export const loss = (code: string, target: string, places: string, what: string): Problem =>
  warning(error(code, `${target}: ${places}`, what, `use envoy, or accept it with MESH_ACCEPT=${code}`));

/** "did you mean …" if a known name is near, else `fallback`. */
export function suggest(name: string, known: readonly string[], fallback: string): string {
  return meant(nearestName(name, known), fallback);
}

/** The same for short lists of names that a person types: a part of a name is enough. */
export function suggestLikely(name: string, known: readonly string[], fallback: string): string {
  return meant(likelyName(name, known), fallback);
}

const meant = (name: string | undefined, fallback: string) =>
  name === undefined ? fallback : `did you mean ${quote(name)}?`;

/** {@link suggest} for a word of a command line or a setting, which is typed without quotes. */
export function suggestWord(word: string, known: readonly string[], fallback: string): string {
  const nearest = nearestName(word, known);
  return nearest === undefined ? fallback : `did you mean ${nearest}?`;
}

export type At = string;
export type Names = readonly string[];
