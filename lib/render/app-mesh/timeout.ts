/** Timeouts of a route or a listener. */
import type { Timeout } from '../../mesh/timeout';
import { renderDuration } from './duration';

/** Nothing where nothing is set: App Mesh then keeps Envoy's own. */
export function renderTimeout(timeout: Timeout | undefined) {
  if (timeout?.perRequest === undefined && timeout?.idle === undefined) return undefined;
  return {
    ...(timeout.perRequest && { perRequest: renderDuration(timeout.perRequest) }),
    ...(timeout.idle && { idle: renderDuration(timeout.idle) }),
  };
}
