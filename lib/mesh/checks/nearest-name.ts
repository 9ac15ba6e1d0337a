/** The name that the user probably meant. */

/**
 * The name in `known` that `name` was probably meant to be. At most a third of its letters (at least 1, at most 3)
 * differ. If two names are equally near, it is the first by name. Among more than 100 names, only one letter may differ,
 * or two neighbours may have changed places.
 */
export function nearestName(name: string, known: readonly string[]): string | undefined {
  const reach = reachOf(name);
  const distanceTo = known.length > MANY ? slipDistance : editDistance;
  let nearest: { readonly candidate: string; readonly distance: number } | undefined;
  for (const candidate of known) {
    const within = nearest === undefined ? reach : nearest.distance - (candidate < nearest.candidate ? 0 : 1);
    const distance = distanceTo(name, candidate, within);
    if (distance <= within) nearest = { candidate, distance };
  }
  return nearest?.candidate;
}

/**
 * {@link nearestName}, or else a name that contains the given name, is contained in it, or differs in at most half of its
 * letters. For short lists of names that a person types: there a wrong guess is better than none.
 */
export function likelyName(name: string, known: readonly string[]): string | undefined {
  const plain = (text: string) => text.toLowerCase().replace(/[^a-z0-9]/g, '');
  const own = plain(name);
  if (own === '') return undefined;
  const all = known.map((candidate) => ({ candidate, text: plain(candidate) }));
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

/** All names that are equally near, or that begin with `name`. The nearest comes first. */
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

/** A mesh of 1,000 services with a mistake in each compares a million names. */
const MANY = 100;

/** More than any distance that is searched for. */
const FAR = 1000;

/** Longer than any valid name, so that a name of a megabyte costs nothing. */
const MOST_COMPARED = 255;

const reachOf = (name: string) => Math.min(3, Math.max(1, Math.floor(name.length / 3)));

/** 1 or 2 if one letter differs, is added or is missing, or if two neighbours changed places; else {@link FAR}. */
function slipDistance(a: string, b: string, reach: number): number {
  const longer = a.length - b.length;
  if (longer > 1 || longer < -1) return FAR;
  const start = commonStart(a, b);
  const end = commonEnd(a, b, start);
  const left = a.length - start - end;
  const right = b.length - start - end;
  const differing = left > right ? left : right;
  if (differing <= 1) return differing <= reach ? differing : FAR;
  const swapped = differing === 2 && left === right && a[start] === b[start + 1] && a[start + 1] === b[start];
  return swapped && reach >= 2 ? 2 : FAR;
}

/** How many letters to change, add and remove; {@link FAR} if more than `reach`. */
function editDistance(a: string, b: string, reach: number): number {
  if (a === b) return 0;
  if (reach < 1 || Math.abs(a.length - b.length) > reach) return FAR;
  const start = commonStart(a, b);
  const end = commonEnd(a, b, start);
  const distance = differingLetters(a.slice(start, a.length - end), b.slice(start, b.length - end), reach);
  return distance <= reach ? distance : FAR;
}

function commonStart(a: string, b: string): number {
  let length = 0;
  while (length < a.length && length < b.length && a[length] === b[length]) length += 1;
  return length;
}

function commonEnd(a: string, b: string, start: number): number {
  const most = (a.length < b.length ? a.length : b.length) - start;
  let length = 0;
  while (length < most && a[a.length - 1 - length] === b[b.length - 1 - length]) length += 1;
  return length;
}

/**
 * Levenshtein's table, row by row in one array. Each row has only the cells that can lead to a distance of at most
 * `reach`.
 */
function differingLetters(a: string, b: string, reach: number): number {
  if (a.length > MOST_COMPARED || b.length > MOST_COMPARED) return FAR;
  for (let j = 0; j <= b.length; j += 1) row[j] = j <= reach ? j : FAR;
  for (let i = 1; i <= a.length; i += 1) {
    const from = Math.max(1, i - reach);
    let diagonal = row[from - 1] ?? FAR;
    let left = from === 1 ? i : FAR;
    let lowest = left;
    row[from - 1] = left;
    for (let j = from; j <= Math.min(b.length, i + reach); j += 1) {
      const above = row[j] ?? FAR;
      left = Math.min(above + 1, left + 1, diagonal + (a.charCodeAt(i - 1) === b.charCodeAt(j - 1) ? 0 : 1));
      diagonal = above;
      row[j] = left;
      if (left < lowest) lowest = left;
    }
    if (lowest > reach) return FAR;
  }
  return row[b.length] ?? FAR;
}

const row = new Int32Array(MOST_COMPARED + 1);
