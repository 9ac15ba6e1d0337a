/** How ECS leads a task's traffic through its Envoy: iptables rules that the platform writes at start. */

import { ENVOY_UID } from '../../mesh/runs/container-rights';

/** The rules let this user's traffic pass. Otherwise Envoy's traffic would be led to Envoy. */
export { ENVOY_UID };
/** Envoy's ports for connections that are led in and out, as App Mesh chose them. */
export const PROXY_INGRESS_PORT = 15_000;
export const PROXY_EGRESS_PORT = 15_001;
/** The multiport match of iptables takes 15 ports. ECS drops the rest without an error. */
export const MAX_APP_PORTS = 15;

/**
 * ECS refuses a task that leads no port in ("App ports not found", aws-app-mesh-roadmap issue 467, never fixed). A worker
 * leads in a port that no program listens on and no security group opens.
 */
const UNUSED_PORT = 1;

/** Task credentials and metadata (ECS), instance metadata (EC2). They must be reached without Envoy. */
const IGNORED_IPS = '169.254.170.2,169.254.169.254';

export interface ProxyConfiguration {
  readonly type: 'APPMESH';
  readonly containerName: string;
  /** Key names are case-exact. */
  readonly properties: Readonly<Record<string, string>>;
}

/**
 * Leads connections to `appPorts` in, and all TCP of the other containers out, through container `containerName`.
 * @param passing ports of other tasks that are called without Envoy
 */
export function proxyConfiguration(
  containerName: string,
  appPorts: readonly number[],
  passing: readonly number[] = [],
): ProxyConfiguration {
  const ports = appPorts.length === 0 ? [UNUSED_PORT] : appPorts;
  return {
    type: 'APPMESH',
    containerName,
    properties: {
      AppPorts: sorted(ports),
      EgressIgnoredIPs: IGNORED_IPS,
      ...(passing.length > 0 && { EgressIgnoredPorts: sorted(passing) }),
      IgnoredUID: String(ENVOY_UID),
      ProxyEgressPort: String(PROXY_EGRESS_PORT),
      ProxyIngressPort: String(PROXY_INGRESS_PORT),
    },
  };
}

const sorted = (ports: readonly number[]) => [...new Set(ports)].sort((a, b) => a - b).join(',');
