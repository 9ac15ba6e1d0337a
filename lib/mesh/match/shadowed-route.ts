/** Whether an earlier route takes all requests of a later one, so that no request reaches the later one. */
import type { MeshMatch, NamedMatch } from './match';
import { holdsAll, type PathRange, pathRange, startOf } from './path-range';
import { describeValue, type HeaderMatch, type HostnameMatch } from './value-match';

/** For each match, the index of the first match before it that covers it. */
export function firstCovering(matches: readonly MeshMatch[]): (number | undefined)[] {
  return matches.map((inner, place) => {
    const first = matches.findIndex((outer, at) => at === place || covers(outer, inner));
    return first < place ? first : undefined;
  });
}

/** `outer` takes every request that `inner` takes. False if that cannot be decided. */
export function covers(outer: MeshMatch, inner: MeshMatch): boolean {
  const plain = ['method', 'scheme', 'serviceName', 'methodName'] as const;
  return (
    outer.port === inner.port &&
    coversPath(pathRange(outer), pathRange(inner)) &&
    plain.every((field) => outer[field] === undefined || outer[field] === inner[field]) &&
    coversHost(outer.hostname, inner.hostname) &&
    coversAll(outer.headers, inner.headers) &&
    coversAll(outer.queryParameters, inner.queryParameters) &&
    coversAll(outer.metadata, inner.metadata)
  );
}

function coversPath(wide: PathRange, narrow: PathRange): boolean {
  if (holdsAll(wide)) return true;
  if (wide.kind === 'prefix') return startOf(narrow).startsWith(wide.value);
  return wide.kind === narrow.kind && wide.value === narrow.value;
}

function coversHost(outer: HostnameMatch | undefined, inner: HostnameMatch | undefined): boolean {
  if (outer === undefined || isSame(outer, inner)) return true;
  return inner !== undefined && outer.kind === 'suffix' && inner.value.endsWith(outer.value);
}

/** Every condition of `outer` follows from one of `inner`. */
function coversAll(
  outer: readonly NamedMatch<HeaderMatch>[],
  inner: readonly NamedMatch<HeaderMatch>[],
): boolean {
  return outer.every(({ name, match }) =>
    inner.some((each) => each.name === name && follows(match, each.match)),
  );
}

/** Every condition but `not(present())` needs a header that is present; all other conditions must be equal. */
function follows(outer: HeaderMatch, inner: HeaderMatch): boolean {
  return isSame(outer, inner) || (outer.kind === 'present' && !asksForNone(inner));
}

export const asksForNone = (match: HeaderMatch) => match.kind === 'not' && match.match.kind === 'present';

function isSame(a: HeaderMatch | undefined, b: HeaderMatch | undefined): boolean {
  if (a === undefined || b === undefined) return a === b;
  return a === b || describeValue(a) === describeValue(b);
}
