/** What to ask an Envoy's health listener for. */
import type { MeshGateway } from '../../../mesh/entry/gateway';

export const HEALTH_PATH = '/ready';
/** Of the listeners that somebody calls alone, where a node has others. */
export const CALLED_PATH = '/called';

/** A gateway's own, where its listener names one. Load balancers ask for it. */
export function gatewayHealthPath({ listener }: MeshGateway): string {
  return listener.healthCheck?.path ?? HEALTH_PATH;
}
