/** What the mesh calls and does not run: a virtual node that is found by DNS and has no Envoy of its own. */
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
