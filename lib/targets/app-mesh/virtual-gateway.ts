/** A gateway of the mesh. */
import type { AppmeshVirtualGatewayConfig } from '@cdktf/provider-aws/lib/appmesh-virtual-gateway';
import type { MeshGateway } from '../../mesh/entry/gateway';
import { renderGatewayListener } from './listener';
import { renderAccessLog } from './virtual-node';

/** Seconds after which its Envoy closes an idle connection: Envoy's own hour. App Mesh has no field for it. */
export const KEEP_ALIVE_SECONDS = 3600;

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
