/** The name that callers use, with a router as its provider. */
import type { AppmeshVirtualServiceConfig } from '@cdktf/provider-aws/lib/appmesh-virtual-service';

export interface VirtualServiceRefs {
  readonly meshName: string;
  /** Host name of the service. */
  readonly host: string;
  readonly virtualRouterName: string;
}

/** Always a router, even for one node: a node as provider cannot have a retry policy. */
export function renderVirtualService({
  meshName,
  host,
  virtualRouterName,
}: VirtualServiceRefs): AppmeshVirtualServiceConfig {
  return { meshName, name: host, spec: { provider: { virtualRouter: { virtualRouterName } } } };
}
