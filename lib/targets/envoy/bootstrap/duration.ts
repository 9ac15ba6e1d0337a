/** A length of time in Envoy's JSON. */
import type { Duration } from '../../../mesh/duration';

/** Seconds with at most three decimals: `0.25s`. */
export type EnvoyDuration = `${number}s`;

export function renderDuration({ milliseconds }: Duration): EnvoyDuration {
  return `${milliseconds / 1000}s`;
}
