/** How ECS redirects a task's traffic through its Envoy: iptables rules that the platform writes at the start. */

import { ENVOY_UID } from '../../mesh/runs/container-rights';

/** The rules do not redirect this user's traffic. Otherwise Envoy's own traffic would be redirected to Envoy. */
export { ENVOY_UID };
/** Envoy's ports for redirected incoming and outgoing connections, as App Mesh chose them. */
export const PROXY_INGRESS_PORT = 15_000;
export const PROXY_EGRESS_PORT = 15_001;
/** The multiport match of iptables takes 15 ports. ECS drops further ports without an error. */
export const MAX_APP_PORTS = 15;

/**
 * ECS refuses a task that redirects no incoming port ("App ports not found", aws-app-mesh-roadmap issue 467, never
 * fixed). So for a worker a port is redirected that no program listens on and no security group opens.
 */
const UNUSED_PORT = 1;

/** Task credentials and metadata (ECS), instance metadata (EC2). They must be reached without Envoy. */
const IGNORED_IPS = '169.254.170.2,169.254.169.254';

export interface ProxyConfiguration {
  readonly type: 'APPMESH';
  readonly containerName: string;
  /** Key names are case-sensitive. */
  readonly properties: Readonly<Record<string, string>>;
}

/**
 * Redirects connections to `appPorts`, and all TCP connections of the other containers, to container `containerName`.
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
