/** The ports of one Envoy. In awsvpc mode it shares its address with the application, so each needs its own. */
import { hashOf } from '../../../mesh/hash';
import type { MeshNode } from '../../../mesh/node';
import { ENVOY_ADMIN_PORT } from '../../../ecs/containers/envoy-container';
import { PROXY_EGRESS_PORT, PROXY_INGRESS_PORT } from '../../../ecs/containers/proxy-configuration';

/** Answers whether the task takes requests. Beside App Mesh's 15000 and 15001. */
export const HEALTH_PORT = 15_002;

/** Below Linux's 32768, from which on it takes ports for outgoing connections. */
const INGRESS_RANGE = { first: 20_000, size: 10_000 };
const EDGE_RANGE = { first: 16_000, size: 4_000 };
const BACKEND_RANGE = { first: 10_000, size: 5_000 };

/** The ports of one Envoy's parts, and of its application. */
export interface EnvoyPorts {
  readonly admin: number;
  readonly health: number;
  /** The second hop of a gateway, or all outgoing connections of a transparent node. */
  readonly egress: number;
  /** The ports that callers connect to, by the listener's port. */
  readonly ingress: (listenerPort: number) => number;
  /** What load balancers connect to that lead strangers to a node. Absent at gateways and on a machine. */
  readonly edge?: (listenerPort: number) => number;
  /** Where the application listens, by the listener's port. */
  readonly application: (listenerPort: number) => number;
  /** The ports at which the application calls its backends. */
  readonly backend: (service: string) => number;
}

/** The ports of a node's Envoy on ECS. */
export function nodePorts(node: Pick<MeshNode, 'interception' | 'backendPorts'>): EnvoyPorts {
  return {
    ...gatewayPorts(),
    ingress: (listenerPort) => ingressPort(node, listenerPort),
    backend: (service) => node.backendPorts[service] ?? backendPort(service),
  };
}

export function gatewayPorts(): EnvoyPorts {
  return {
    admin: ENVOY_ADMIN_PORT,
    health: HEALTH_PORT,
    egress: PROXY_EGRESS_PORT,
    ingress: (listenerPort) => listenerPort,
    application: (listenerPort) => listenerPort,
    backend: backendPort,
  };
}

/** The port that callers of a node connect to: 23000 for 3000. For a transparent node it is the listener's own port. */
export function ingressPort({ interception }: Pick<MeshNode, 'interception'>, listenerPort: number): number {
  if (interception === 'transparent') return listenerPort;
  return INGRESS_RANGE.first + (listenerPort % INGRESS_RANGE.size);
}

/** 19000 for 3000. The platform leaves it alone, so a transparent node has it too. */
export function edgePort(listenerPort: number): number {
  return EDGE_RANGE.first + (listenerPort % EDGE_RANGE.size);
}

/** A hash of the name, so it does not change when other backends come or go. */
function backendPort(service: string): number {
  return BACKEND_RANGE.first + (hashOf(service) % BACKEND_RANGE.size);
}

/** The port to which the platform redirects the connections of a transparent node's callers. */
export const INTERCEPTED_INGRESS_PORT = PROXY_INGRESS_PORT;
