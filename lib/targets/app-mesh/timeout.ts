/** Timeouts of a route or a listener. */
import { idleOf, type Timeout } from '../../mesh/traffic/timeout';
import { renderDuration } from './duration';

/** Undefined if nothing is set: App Mesh then keeps Envoy's own timeouts. */
export function renderTimeout(timeout: Timeout | undefined) {
  if (timeout?.perRequest === undefined && timeout?.idle === undefined) return undefined;
  const idle = idleOf(timeout);
  return {
    ...(timeout.perRequest && { perRequest: renderDuration(timeout.perRequest) }),
    ...(idle && { idle: renderDuration(idle) }),
  };
}
