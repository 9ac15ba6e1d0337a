/** An external node: a virtual node that DNS finds and that has no Envoy. */
import type { AppmeshVirtualNodeConfig } from '@cdktf/provider-aws/lib/appmesh-virtual-node';
import type { MeshExternal } from '../../mesh/external';
import { renderNodeListener } from './listener';

export function renderExternalNode(
  { name, listener, host }: MeshExternal,
  { meshName }: { readonly meshName: string },
): AppmeshVirtualNodeConfig {
  return {
    meshName,
    name,
    spec: { listener: [renderNodeListener(listener)], serviceDiscovery: { dns: { hostname: host } } },
  };
}
