/** One route of a gateway: which requests from outside go to which service. */
import type { AppmeshGatewayRouteConfig } from '@cdktf/provider-aws/lib/appmesh-gateway-route';
import type { MeshGatewayRoute } from '../../mesh/gateway';
import { escapeTemplate } from '../template';

export interface GatewayRouteRefs {
  readonly meshName: string;
  readonly virtualGatewayName: string;
  readonly virtualServiceName: string;
}

/** App Mesh's defaults hold: the host becomes the service's name and the matched prefix becomes `/`. */
export function renderGatewayRoute(
  route: MeshGatewayRoute,
  refs: GatewayRouteRefs,
): AppmeshGatewayRouteConfig {
  const { meshName, virtualGatewayName, virtualServiceName } = refs;
  return {
    meshName,
    virtualGatewayName,
    name: route.name,
    spec: {
      httpRoute: {
        match: { prefix: escapeTemplate(route.match.prefix) },
        action: { target: { virtualService: { virtualServiceName } } },
      },
    },
  };
}
