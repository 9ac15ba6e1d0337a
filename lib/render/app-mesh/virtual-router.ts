/** A service's router: the port and protocol that callers see. */
import type { AppmeshVirtualRouterConfig } from '@cdktf/provider-aws/lib/appmesh-virtual-router';
import type { Listener } from '../../mesh/listener';
import type { MeshService } from '../../mesh/service';
import { renderPortMapping } from './listener';

export interface VirtualRouterRefs {
  readonly meshName: string;
  /** The listener that the service's nodes share. A router on another port answers no caller. */
  readonly listener: Listener;
}

export function renderVirtualRouter(
  service: MeshService,
  { meshName, listener }: VirtualRouterRefs,
): AppmeshVirtualRouterConfig {
  return { meshName, name: service.name, spec: { listener: [{ portMapping: renderPortMapping(listener) }] } };
}
