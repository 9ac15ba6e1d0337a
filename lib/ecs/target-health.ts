/** How a load balancer checks the tasks behind it. */
import type { Listener } from '../mesh/listener';

/** Without a path, an open port is enough. Only a Network Load Balancer can check that. */
export interface TargetHealth {
  /** @default - the port of each registered task, so that an old task is checked where it listens */
  readonly port?: number;
  readonly path?: string;
  readonly matcher?: string;
}

/** Anything but an error of the application's own. */
export const NO_ERROR = '200-499';

/**
 * Without a check of its own a node is healthy when it answers anything but an error of its own. Load balancers ask in
 * HTTP/1.1; for a listener with another protocol, an open port is enough.
 */
export function applicationHealth({ protocol, healthCheck }: Listener): TargetHealth {
  if (protocol !== 'http') return {};
  return healthCheck ? { path: healthCheck.path } : { path: '/', matcher: NO_ERROR };
}
