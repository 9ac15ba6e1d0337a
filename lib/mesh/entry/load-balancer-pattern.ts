/** Patterns of a load balancer: `*` stands for any characters or none, and `?` for exactly one. */

/** Whether the whole text matches. The time is at most proportional to the product of both lengths. */
export function fitsPattern(pattern: string, text: string): boolean {
  return covers(
    pattern,
    [...text].map((letter) => ({ letter })),
  );
}

/** Whether every text that matches `inner` matches `outer` too. False if that cannot be decided. */
export function coversPattern(outer: string, inner: string): boolean {
  // Each rule of a load balancer is compared with each other, up to 500 of them: most pairs differ in a letter.
  return hasLetters(outer, inner) && coversPlaces(outer, inner);
}

/** Only a letter takes a letter, so the letters between two wildcards stand together in the inner pattern too. */
function hasLetters(outer: string, inner: string): boolean {
  let from = 0;
  for (let at = 0; at <= outer.length; at += 1) {
    if (at < outer.length && outer[at] !== '*' && outer[at] !== '?') continue;
    if (at > from && !inner.includes(outer.slice(from, at))) return false;
    from = at + 1;
  }
  return true;
}

function coversPlaces(outer: string, inner: string): boolean {
  return covers(
    outer,
    [...inner].map((letter) => (letter === '*' || letter === '?' ? { wild: letter } : { letter })),
  );
}

/** Whether some text matches both patterns. */
export function patternsMeet(one: string, other: string): boolean {
  // The rest of each pattern from each place on: `*` in either may stand for what the other one has there.
  const meets: boolean[][] = [];
  for (let at = one.length; at >= 0; at -= 1) {
    const row: boolean[] = [];
    meets[at] = row;
    const after = meets[at + 1];
    for (let to = other.length; to >= 0; to -= 1) {
      const [a, b] = [one[at], other[to]];
      const fits = a !== undefined && b !== undefined && (a === b || a === '?' || b === '?');
      row[to] =
        (a === undefined && b === undefined) ||
        (a === '*' && (after?.[to] === true || (b !== undefined && row[to + 1] === true))) ||
        (b === '*' && (row[to + 1] === true || (a !== undefined && after?.[to] === true))) ||
        (fits && a !== '*' && b !== '*' && after?.[to + 1] === true);
    }
  }
  return meets[0]?.[0] === true;
}

/** One character of a text, or of a pattern that stands for many texts. */
type Place = { readonly letter: string } | { readonly wild: string };

/** Follows all places of the pattern that may come next at once. */
function covers(pattern: string, places: readonly Place[]): boolean {
  const parts = [...pattern];
  let next = new Set(skipStars(parts, 0));
  for (const place of places) {
    const after = new Set<number>();
    for (const at of next) {
      const part = parts[at];
      if (part === '*') skipStars(parts, at).forEach((each) => after.add(each));
      else if (part !== undefined && takes(part, place))
        skipStars(parts, at + 1).forEach((each) => after.add(each));
    }
    next = after;
  }
  return next.has(parts.length);
}

/** A `*` of the inner pattern stands for many characters, which only a `*` takes. */
function takes(part: string, place: Place): boolean {
  if ('letter' in place) return part === '?' || part === place.letter;
  return part === '?' && place.wild === '?';
}

/** A `*` may stand for no character. */
function skipStars(parts: readonly string[], from: number): number[] {
  const found = [from];
  for (let at = from; parts[at] === '*'; at += 1) found.push(at + 1);
  return found;
}
