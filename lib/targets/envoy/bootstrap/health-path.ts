/** What to ask an Envoy's health listener for. */
import type { MeshGateway } from '../../../mesh/entry/gateway';

export const HEALTH_PATH = '/ready';
/** Only of the listeners that other nodes call, if a node has others. */
export const CALLED_PATH = '/called';

/** A gateway's own, where its listener names one. Load balancers ask for it. */
export function gatewayHealthPath({ listener }: MeshGateway): string {
  return listener.healthCheck?.path ?? HEALTH_PATH;
}
