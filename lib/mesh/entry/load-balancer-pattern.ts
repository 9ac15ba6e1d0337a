/** Patterns of a load balancer: `*` stands for any characters, none too, and `?` for exactly one. */

/** Whether the whole text fits. Takes time in proportion to both lengths at most. */
export function fitsPattern(pattern: string, text: string): boolean {
  return covers(
    pattern,
    [...text].map((letter) => ({ letter })),
  );
}

/** Whether every text that fits `inner` fits `outer` too. False where that cannot be told. */
export function coversPattern(outer: string, inner: string): boolean {
  return covers(
    outer,
    [...inner].map((letter) => (letter === '*' || letter === '?' ? { wild: letter } : { letter })),
  );
}

/** One place of a text, or of a pattern that stands for many. */
type Place = { readonly letter: string } | { readonly wild: string };

/** By the places of the pattern that may come next, all at once. */
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

/** A `*` of the inner pattern is many letters, which only a `*` takes. */
function takes(part: string, place: Place): boolean {
  if ('letter' in place) return part === '?' || part === place.letter;
  return part === '?' && place.wild === '?';
}

/** A `*` may stand for nothing. */
function skipStars(parts: readonly string[], from: number): number[] {
  const found = [from];
  for (let at = from; parts[at] === '*'; at += 1) found.push(at + 1);
  return found;
}
