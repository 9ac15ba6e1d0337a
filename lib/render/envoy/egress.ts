/** What goes out of a node, or of a gateway's second hop: to the services that it declares, and nowhere else. */
import type { MeshApplication } from '../../mesh/application';
import type { Lookup } from '../../mesh/lookup';
import type { MeshNode } from '../../mesh/node';
import { renderAccessLog } from './access-log';
import { type ConnectionManager, renderConnectionManager } from './http-connection';
import { renderAwsChain } from './egress-filter';
import { type EnvoyListener, ORIGINAL_DESTINATION, renderListener, TLS_INSPECTOR } from './listener';
import type { BootstrapRefs } from './refs';
import type { EnvoyTracing } from './tracing';
import { renderExplicitHost, renderNamedHost, type VirtualHost } from './virtual-host';

interface EgressProps {
  readonly application: MeshApplication;
  readonly lookup: Lookup;
  readonly refs: BootstrapRefs;
  readonly tracing: EnvoyTracing | undefined;
}

export function renderEgressListeners(node: MeshNode, props: EgressProps): EnvoyListener[] {
  switch (node.interception) {
    case 'explicit':
      return node.backends.map((service) => renderBackendListener(service, props));
    case 'transparent':
      return [renderInterceptedListener(node.backends, props)];
  }
}

/** The loopback port that the application calls instead of the backend. */
function renderBackendListener(service: string, props: EgressProps): EnvoyListener {
  const { lookup, refs } = props;
  const { protocol, port } = lookup.listenerOf(service);
  const address = { host: refs.loopbackAddress, port: refs.ports.backend(service) };
  return renderListener({
    name: `lds_egress_${address.host}_${address.port}`,
    address,
    direction: 'OUTBOUND',
    filterChains: [
      {
        filters: [
          renderManager(
            `rds_egress_${protocol}_${port}`,
            [renderExplicitHost(props, service)],
            props.tracing,
          ),
        ],
      },
    ],
  });
}

/** All TCP of the task's other containers, told apart by the port that they dialled, then by the host that they said. */
function renderInterceptedListener(services: readonly string[], props: EgressProps): EnvoyListener {
  const { application, lookup, refs } = props;
  const address = { host: refs.outerAddress, port: refs.ports.egress };
  return renderListener({
    name: `lds_egress_${address.host}_${address.port}`,
    address,
    direction: 'OUTBOUND',
    listenerFilters: [ORIGINAL_DESTINATION, TLS_INSPECTOR],
    filterChains: [
      ...byPort(services, lookup).map(([port, sharing]) => ({
        filter_chain_match: { destination_port: port },
        filters: [
          renderManager(
            `rds_egress_http_${port}`,
            sharing.map((service) => renderNamedHost(props, service)),
            props.tracing,
          ),
        ] as const,
      })),
      renderAwsChain(application),
    ],
  });
}

/** A gateway's second hop. The first one has written the service's name as host, and holds the trace. */
export function renderSecondHop(
  services: readonly string[],
  props: Omit<EgressProps, 'tracing'>,
): EnvoyListener {
  const { refs } = props;
  const address = { host: refs.loopbackAddress, port: refs.ports.egress };
  const hosts = services.map((service) => renderNamedHost({ ...props }, service));
  return renderListener({
    name: `lds_egress_${address.host}_${address.port}`,
    address,
    direction: 'OUTBOUND',
    filterChains: [{ filters: [renderManager('rds_egress', hosts, undefined)] }],
  });
}

function renderManager(
  name: string,
  hosts: readonly VirtualHost[],
  tracing: EnvoyTracing | undefined,
): ConnectionManager {
  return renderConnectionManager({
    statPrefix: 'egress',
    routeConfig: { name, virtual_hosts: hosts },
    matchesPaths: true,
    accessLog: renderAccessLog(),
    ...(tracing && { tracing }),
  });
}

function byPort(services: readonly string[], lookup: Lookup): [number, string[]][] {
  const groups = new Map<number, string[]>();
  for (const service of services) {
    const { port } = lookup.listenerOf(service);
    groups.set(port, [...(groups.get(port) ?? []), service]);
  }
  return [...groups].sort(([a], [b]) => a - b);
}
