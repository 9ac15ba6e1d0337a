/** A service's router: the ports and protocols that callers see. */
import type { AppmeshVirtualRouterConfig } from '@cdktf/provider-aws/lib/appmesh-virtual-router';
import type { Listener } from '../../mesh/listener';
import type { MeshService } from '../../mesh/service';
import { renderPortMapping } from './listener';

export interface VirtualRouterRefs {
  readonly meshName: string;
  /**
   * The listeners that the service's nodes share; nearly always there is one. A router on another port answers no caller.
   */
  readonly listeners: readonly Listener[];
}

export function renderVirtualRouter(
  service: MeshService,
  { meshName, listeners }: VirtualRouterRefs,
): AppmeshVirtualRouterConfig {
  const listener = listeners.map((each) => ({ portMapping: renderPortMapping(each) }));
  return { meshName, name: service.name, spec: { listener } };
}
