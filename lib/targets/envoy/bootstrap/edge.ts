/** Rules for clients outside of the mesh: who tells their address, and how much time they have. */
import { drops, dropsHeaders, tellsClient } from '../../../mesh/entry/dropped-headers';
import type { MeshApplication } from '../../../mesh/application';
import type { MeshGateway } from '../../../mesh/entry/gateway';
import { isOfHttp } from '../../../mesh/entry/load-balancer';
import type { MeshLoadBalancer } from '../../../mesh/entry/mesh-load-balancer';
import type { EnvoyDuration } from './duration';
import { EDGE_HEADERS, type EdgeHeaders } from './edge-headers';
import { TIME_LIMIT } from './edge-limits';

type Unescaping = NonNullable<MeshGateway['pathWithEscapedSlashes']>;

export interface Edge {
  /** Number of trusted proxies before it. */
  readonly trustedHops: number;
  /** Headers with `_` in their names, which an Application Load Balancer drops. */
  readonly dropsUnderscores: boolean;
  readonly escapedSlashes?: Unescaping;
}

export interface EdgeOptions extends EdgeHeaders {
  readonly use_remote_address: true;
  readonly xff_num_trusted_hops: number;
  readonly request_headers_timeout: EnvoyDuration;
  readonly path_with_escaped_slashes_action?: (typeof ACTIONS)[Unescaping];
}

const ACTIONS = {
  'reject-request': 'REJECT_REQUEST',
  'unescape-and-redirect': 'UNESCAPE_AND_REDIRECT',
  'unescape-and-forward': 'UNESCAPE_AND_FORWARD',
} as const;

/**
 * An Application Load Balancer writes the client's address, and drops headers with `_`. Envoy drops them too, so that the
 * mesh behaves the same on a machine without a load balancer. A Network Load Balancer passes on what the client sends,
 * from the client's own address.
 */
export function edgeOf(application: MeshApplication, gateway: MeshGateway): Edge {
  const { pathWithEscapedSlashes: escapedSlashes } = gateway;
  return {
    // If some clients come without the load balancer, they could write any address into the header.
    trustedHops: tellsClient(application, gateway) ? 1 : 0,
    dropsUnderscores: dropsHeaders(application, gateway),
    ...(escapedSlashes && { escapedSlashes }),
  };
}

/** The same at a node, where nothing but these load balancers gets in. */
export function edgeBehind(loadBalancers: readonly MeshLoadBalancer[]): Edge {
  return {
    trustedHops: loadBalancers.every(isOfHttp) ? 1 : 0,
    dropsUnderscores: loadBalancers.every(drops),
  };
}

/** Envoy takes the client's address from the connection, or from the proxies before it that are believed. */
export function renderEdgeOptions({ trustedHops, escapedSlashes }: Edge): EdgeOptions {
  return {
    use_remote_address: true,
    xff_num_trusted_hops: trustedHops,
    ...TIME_LIMIT,
    ...(escapedSlashes && {
      path_with_escaped_slashes_action: ACTIONS[escapedSlashes],
    }),
    ...EDGE_HEADERS,
  };
}
