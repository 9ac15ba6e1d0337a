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

/** A feature that a target leaves out without changing who answers. `places` are where the application uses it. */
export const loss = (code: string, target: string, places: string, what: string): Problem => ({
  ...error(code, `${target}: ${places}`, what, `use envoy, or accept it with MESH_ACCEPT=${code}`),
  severity: 'warning',
});

/** "did you mean …" where a known name is near, else `fallback`. */
export function suggest(name: string, known: readonly string[], fallback: string): string {
  return meant(nearestName(name, known), fallback);
}

/** The same for short lists of names that a person types: a part of a name is enough. */
export function suggestLikely(name: string, known: readonly string[], fallback: string): string {
  return meant(likelyName(name, known), fallback);
}

const meant = (name: string | undefined, fallback: string) =>
  name === undefined ? fallback : `did you mean ${quote(name)}?`;

export type At = string;
export type Names = readonly string[];
