/** An address and a port, and a cluster's list of them. */

export interface HostPort {
  readonly host: string;
  readonly port: number;
}

export interface SocketAddress {
  readonly socket_address: {
    readonly address: string;
    readonly port_value: number;
  };
}

export interface LbEndpoint {
  readonly endpoint: {
    readonly address: SocketAddress;
    /** Port of health checks. @default - the port of the address */
    readonly health_check_config?: { readonly port_value: number };
  };
}

export interface LoadAssignment {
  readonly cluster_name: string;
  readonly endpoints: readonly [{ readonly lb_endpoints: readonly LbEndpoint[] }];
}

export function renderSocketAddress({ host, port }: HostPort): SocketAddress {
  return { socket_address: { address: host, port_value: port } };
}

export function renderLoadAssignment(
  cluster: string,
  endpoints: readonly (HostPort & { readonly healthPort?: number })[],
): LoadAssignment {
  const lbEndpoints = endpoints.map(({ healthPort, ...address }): LbEndpoint => ({
    endpoint: {
      address: renderSocketAddress(address),
      ...(healthPort !== undefined && { health_check_config: { port_value: healthPort } }),
    },
  }));
  return { cluster_name: cluster, endpoints: [{ lb_endpoints: lbEndpoints }] };
}
