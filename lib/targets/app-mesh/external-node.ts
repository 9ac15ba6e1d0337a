/** An external node: a virtual node that DNS finds and that has no Envoy. */
import type { AppmeshVirtualNodeConfig } from '@cdktf/provider-aws/lib/appmesh-virtual-node';
import type { MeshExternal } from '../../mesh/external';
import { hostText } from '../../mesh/surroundings/external-host';
import { renderNodeListener } from './listener';

export interface ExternalNodeRefs {
  readonly meshName: string;
  /** Puts hosts in place of their marks. */
  readonly fillHosts: (text: string) => string;
}

export function renderExternalNode(
  { name, listener, host }: MeshExternal,
  { meshName, fillHosts }: ExternalNodeRefs,
): AppmeshVirtualNodeConfig {
  return {
    meshName,
    name,
    spec: {
      listener: [renderNodeListener(listener)],
      serviceDiscovery: { dns: { hostname: fillHosts(hostText(host)) } },
    },
  };
}
