/** The paths of an Envoy's health listener. */
import type { MeshGateway } from '../../../mesh/entry/gateway';

export const HEALTH_PATH = '/ready';
/** Only for the listeners that other nodes call, if the node has other listeners too. */
export const CALLED_PATH = '/called';

/** The gateway's own path, if its listener declares one. Load balancers request it. */
export function gatewayHealthPath({ listener }: MeshGateway): string {
  return listener.healthCheck?.path ?? HEALTH_PATH;
}
