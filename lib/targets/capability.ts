/**
 * How a target supports a feature. Each target has a column of these in its folder, and `docs/targets.md` shows them all.
 */
import type { Feature } from './features';

/**
 * `native`: the target does it itself. `approximated`: nearly, and a warning says what differs. `unsupported`: the
 * feature is lost. If the same node still answers, that is a warning, else an error.
 */
export type Support = 'native' | 'approximated' | 'unsupported';

export interface Capability {
  readonly support: Support;
  /** How it is done, or what is lost. One line. */
  readonly note: string;
}

/** The column of one target: a new feature does not compile without its line here. */
export type Capabilities = Readonly<Record<Feature, Capability>>;

export const native = (note: string): Capability => ({ support: 'native', note });
export const approximated = (note: string): Capability => ({ support: 'approximated', note });
export const unsupported = (note: string): Capability => ({ support: 'unsupported', note });
