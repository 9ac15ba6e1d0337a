/** The name that the user probably meant. */

/**
 * The name in `known` that `name` was probably meant to be: at most a third of it (at least 1, at most 3 letters) differs.
 * Of two that are as near, the first by name. Of more than 100 names, only one that differs by one letter, or by two
 * neighbours that changed places.
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
 * {@link nearestName}, or else the one that holds the name or is held by it, or of which no more than half differs. For short
 * lists of names that a person types, where one guess too many is better than none.
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

/** A mesh of 1,000 services with a mistake in each compares a million names. */
const MANY = 100;

/** More than any distance that is looked for. */
const FAR = 1000;

/** Longer than any valid name, so that a name of a megabyte costs nothing. */
const MOST_COMPARED = 255;

const reachOf = (name: string) => Math.min(3, Math.max(1, Math.floor(name.length / 3)));

/** 1 or 2 where one letter is another, too many or missing, or two neighbours changed places; else {@link FAR}. */
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

/** Letters to change, add and remove. {@link FAR} where it is more than `reach`. */
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

/** Levenshtein's table, row by row in one array; of a row only what `reach` letters can lead to. */
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
