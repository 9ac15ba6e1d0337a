/** A length of time, so that no number in the model needs a unit in its name. */

export interface Duration {
  /** Whole milliseconds, 0 or more. */
  readonly milliseconds: number;
}

/** @example seconds(5) */
export function seconds(count: number): Duration {
  return { milliseconds: Math.round(count * 1000) };
}

/** @example milliseconds(250) */
export function milliseconds(count: number): Duration {
  return { milliseconds: count };
}

/** @example minutes(5) */
export function minutes(count: number): Duration {
  return seconds(count * 60);
}

/** `5 s`, or `250 ms` if it is not a whole number of seconds. */
export function formatDuration(duration: Duration): string {
  const { milliseconds: ms } = duration;
  return ms % 1000 === 0 ? `${ms / 1000} s` : `${ms} ms`;
}
