/** A gateway of the mesh. */
import type { AppmeshVirtualGatewayConfig } from '@cdktf/provider-aws/lib/appmesh-virtual-gateway';
import type { MeshGateway } from '../../mesh/gateway';
import { renderGatewayListener } from './listener';
import { renderAccessLog } from './virtual-node';

export function renderVirtualGateway(
  gateway: MeshGateway,
  refs: { readonly meshName: string },
): AppmeshVirtualGatewayConfig {
  return {
    meshName: refs.meshName,
    name: gateway.name,
    spec: { listener: [renderGatewayListener(gateway.listener)], logging: renderAccessLog() },
  };
}
