/** Tasks that are found by DNS. The cluster's own DNS fields are deprecated; the extension's fields are not. */
import type { HostPort, SocketAddress } from './address';
import { renderSocketAddress } from './address';

export interface DnsClusterType {
  readonly name: 'dns';
  readonly typed_config: {
    readonly '@type': 'type.googleapis.com/envoy.extensions.clusters.dns.v3.DnsCluster';
    readonly respect_dns_ttl: true;
    readonly dns_lookup_family: 'V4_ONLY';
    readonly typed_dns_resolver_config?: DnsResolver;
  };
}

interface DnsResolver {
  readonly name: 'cares';
  readonly typed_config: {
    readonly '@type': 'type.googleapis.com/envoy.extensions.network.dns_resolver.cares.v3.CaresDnsResolverConfig';
    readonly resolvers: readonly [SocketAddress];
  };
}

/** Cloud Map has only A records. */
export function renderDnsClusterType(resolver: HostPort | undefined): DnsClusterType {
  return {
    name: 'dns',
    typed_config: {
      '@type': 'type.googleapis.com/envoy.extensions.clusters.dns.v3.DnsCluster',
      respect_dns_ttl: true,
      dns_lookup_family: 'V4_ONLY',
      ...(resolver && { typed_dns_resolver_config: renderResolver(resolver) }),
    },
  };
}

function renderResolver(resolver: HostPort): DnsResolver {
  return {
    name: 'cares',
    typed_config: {
      '@type': 'type.googleapis.com/envoy.extensions.network.dns_resolver.cares.v3.CaresDnsResolverConfig',
      resolvers: [renderSocketAddress(resolver)],
    },
  };
}
