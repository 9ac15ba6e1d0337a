/** The attributes of a load balancer that depend only on its own settings. */
import type { LbConfig } from '@cdktf/provider-aws/lib/lb';
import { isDualstack } from '../mesh/entry/ip-address-type';
import type { OwnMeshLoadBalancer } from '../mesh/entry/mesh-load-balancer';
import type { Network } from '../mesh/surroundings/network';

/** A field that is not set is left to AWS. */
export function renderLoadBalancerSettings(
  loadBalancer: OwnMeshLoadBalancer,
  network: Network,
): Partial<LbConfig> {
  const { deletionProtection, ipAddressType } = loadBalancer;
  const type = isDualstack(loadBalancer, network) ? 'dualstack' : ipAddressType;
  return {
    ...(type && { ipAddressType: type }),
    ...(deletionProtection !== undefined && { enableDeletionProtection: deletionProtection }),
    ...(loadBalancer.kind === 'application' && renderHttpSettings(loadBalancer)),
  };
}

type Application = Extract<OwnMeshLoadBalancer, { readonly kind: 'application' }>;

function renderHttpSettings({
  clientKeepAlive,
  desyncMitigationMode,
  dropInvalidHeaderFields,
}: Application): Partial<LbConfig> {
  return {
    ...(clientKeepAlive && { clientKeepAlive: clientKeepAlive.milliseconds / 1000 }),
    ...(desyncMitigationMode && { desyncMitigationMode }),
    ...(dropInvalidHeaderFields !== undefined && { dropInvalidHeaderFields }),
  };
}
