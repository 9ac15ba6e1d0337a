/** A duration in App Mesh's words. */
import type { Duration } from '../../mesh/duration';

export interface AppMeshDuration {
  readonly unit: 's' | 'ms';
  readonly value: number;
}

/** In whole seconds if possible, so that a plan is easy to read. */
export function renderDuration({ milliseconds }: Duration): AppMeshDuration {
  return milliseconds % 1000 === 0
    ? { unit: 's', value: milliseconds / 1000 }
    : { unit: 'ms', value: milliseconds };
}
