/** The name that was probably meant, in the time that a mesh of ten thousand names leaves for it. */

/** Above so many names they are no longer compared one by one. */
const MANY = 100;

/**
 * The name in `known` that `name` was probably meant to be: at most a third of it (at least 1, at most 3 letters) differs.
 * Of many names, only one that has the same letters but for one, which may be another, too few, or elsewhere.
 */
export function nearestName(name: string, known: readonly string[]): string | undefined {
  const reach = reachOf(name);
  const candidates = known.length > MANY ? sharing(name, indexOf(known)) : known;
  let nearest: { readonly candidate: string; readonly distance: number } | undefined;
  for (const candidate of candidates) {
    const within = nearest === undefined ? reach : nearest.distance - (candidate < nearest.candidate ? 0 : 1);
    const distance = editDistance(name, candidate, within);
    if (distance <= within) nearest = { candidate, distance };
  }
  return nearest?.candidate;
}

/**
 * {@link nearestName}, or else the one that holds the name or is held by it, or of which no more than half differs. For short
 * lists of names that a person types, where one guess too many is better than none.
 */
export function likelyName(name: string, known: readonly string[]): string | undefined {
  const plain = (text: string) => text.toLowerCase().replace(/[^a-z0-9]/g, '');
  const own = plain(name);
  if (own === '') return undefined;
  const all = known.slice(0, MANY).map((candidate) => ({ candidate, text: plain(candidate) }));
  const held = all.filter(({ text }) => text !== '' && (text.includes(own) || own.includes(text)));
  const half = all
    .map(({ candidate, text }) => {
      const reach = Math.floor(Math.max(own.length, text.length) / 2);
      return { candidate, distance: editDistance(own, text, reach), reach };
    })
    .filter(({ distance, reach }) => distance <= reach)
    .sort((a, b) => a.distance - b.distance);
  return nearestName(name, known) ?? held[0]?.candidate ?? half[0]?.candidate;
}

/** All that are as near as that, or that begin as `name` does, the nearest first. */
export function nearestNames(name: string, known: readonly string[]): string[] {
  const reach = reachOf(name);
  const start = name.slice(0, 3).toLowerCase();
  return known
    .map((candidate) => ({
      candidate,
      distance: candidate.toLowerCase().startsWith(start) ? 0 : editDistance(name, candidate, reach),
    }))
    .filter(({ distance }) => distance <= reach)
    .sort((a, b) => a.distance - b.distance || (a.candidate < b.candidate ? -1 : 1))
    .map(({ candidate }) => candidate);
}

const reachOf = (name: string) => Math.min(3, Math.max(1, Math.floor(name.length / 3)));

/** Names by what remains of them without one of their letters. */
type Index = ReadonlyMap<string, readonly string[]>;

/** One list of names is asked as often as there are mistakes. */
const indexes = new WeakMap<readonly string[], Index>();

function indexOf(known: readonly string[]): Index {
  const old = indexes.get(known);
  if (old) return old;
  const index = new Map<string, string[]>();
  for (const name of known) {
    for (const remains of withoutALetter(name)) {
      const names = index.get(remains);
      if (names === undefined) index.set(remains, [name]);
      else names.push(name);
    }
  }
  indexes.set(known, index);
  return index;
}

function sharing(name: string, index: Index): ReadonlySet<string> {
  return new Set(withoutALetter(name).flatMap((remains) => index.get(remains) ?? []));
}

/** Longer than any valid name. */
const LONGEST = 255;

/** The name itself, too, and each only once: nothing of a name that is too long. */
function withoutALetter(name: string): string[] {
  if (name.length > LONGEST) return [];
  const all = [name];
  for (let at = 0; at < name.length; at += 1) {
    // Of equal letters in a row, it is the same without any of them.
    if (name[at] !== name[at - 1]) all.push(name.slice(0, at) + name.slice(at + 1));
  }
  return all;
}

/** Letters to change, add and remove; what is more than `reach` is not counted to its end. */
function editDistance(a: string, b: string, reach: number): number {
  if (a === b) return 0;
  if (reach < 1 || Math.abs(a.length - b.length) > reach) return Infinity;
  const row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i += 1) {
    const from = Math.max(1, i - reach);
    let diagonal = row[from - 1] ?? Infinity;
    let left = from === 1 ? i : Infinity;
    row[from - 1] = left;
    for (let j = from; j <= Math.min(b.length, i + reach); j += 1) {
      const above = row[j] ?? Infinity;
      const substitution = diagonal + (a[i - 1] === b[j - 1] ? 0 : 1);
      diagonal = above;
      left = Math.min(above + 1, left + 1, substitution);
      row[j] = left;
    }
  }
  return row[b.length] ?? Infinity;
}
