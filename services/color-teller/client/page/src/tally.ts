/** The last hundred colors: with a canary, two of them, as often as the routes' weights say. */

/** Oldest first. */
export type Tally = readonly string[];

export const TALLY_SIZE = 100;

export interface Share {
  readonly color: string;
  readonly count: number;
  /** Share of the whole tally, rounded. */
  readonly percent: number;
}

export function addColor(tally: Tally, color: string): Tally {
  return [...tally, color].slice(-TALLY_SIZE);
}

/** By name, so that rows keep their places while numbers change. */
export function sharesOf(tally: Tally): readonly Share[] {
  return [...new Set(tally)].sort().map((color) => {
    const count = tally.filter((each) => each === color).length;
    return { color, count, percent: Math.round((count * 100) / tally.length) };
  });
}
