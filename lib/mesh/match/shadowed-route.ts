/** Which of the routes before it takes all requests of a route. Ten thousand routes are not compared each with each. */
import { labelOf, labelsOver, lengthsIn } from './shadowed-route-index';
import type { MeshMatch, NamedMatch } from './match';
import { holdsAll, pathRange, startOf } from './path-range';
import { describeValue, type HeaderMatch, type HostnameMatch } from './value-match';

/**
 * For each match the place of the first one before it that covers it. Each match stands on one shelf, labelled by what
 * every match that it covers must have too: its path, its host and one condition.
 */
export function firstCovering(matches: readonly MeshMatch[]): (number | undefined)[] {
  const shelves = new Map<string, number[]>();
  const lengths = lengthsIn(matches);
  return matches.map((match, place) => {
    let first: number | undefined;
    for (const label of labelsOver(match, lengths)) {
      // On a shelf, places ascend.
      const found = shelves
        .get(label)
        ?.find((before) => before >= (first ?? place) || covers(matches[before], match));
      if (found !== undefined && found < (first ?? place)) first = found;
    }
    const own = labelOf(match);
    const shelf = shelves.get(own);
    if (shelf) shelf.push(place);
    else shelves.set(own, [place]);
    return first;
  });
}

/** Every request that `inner` takes, `outer` takes too. False where that cannot be told. */
export function covers(outer: MeshMatch | undefined, inner: MeshMatch): boolean {
  if (outer === undefined) return false;
  const plain = ['method', 'scheme', 'serviceName', 'methodName'] as const;
  return (
    outer.port === inner.port &&
    plain.every((field) => outer[field] === undefined || outer[field] === inner[field]) &&
    coversPath(outer, inner) &&
    coversHost(outer.hostname, inner.hostname) &&
    coversAll(outer.headers, inner.headers) &&
    coversAll(outer.queryParameters, inner.queryParameters) &&
    coversAll(outer.metadata, inner.metadata)
  );
}

function coversPath(outer: MeshMatch, inner: MeshMatch): boolean {
  const [wide, narrow] = [pathRange(outer), pathRange(inner)];
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

/** Every condition but `not(present())` asks for a header that is there; all else must be the same condition. */
function follows(outer: HeaderMatch, inner: HeaderMatch): boolean {
  return isSame(outer, inner) || (outer.kind === 'present' && !asksForNone(inner));
}

export const asksForNone = (match: HeaderMatch) => match.kind === 'not' && match.match.kind === 'present';

function isSame(a: HeaderMatch | undefined, b: HeaderMatch | undefined): boolean {
  if (a === undefined || b === undefined) return a === b;
  return a === b || describeValue(a) === describeValue(b);
}
