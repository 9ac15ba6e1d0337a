/** One route of a gateway: which requests from outside go to which service. */
import type {
  AppmeshGatewayRouteConfig,
  AppmeshGatewayRouteSpec,
} from '@cdktf/provider-aws/lib/appmesh-gateway-route';
import type { GatewayListener } from '../../mesh/listener';
import type { MeshGatewayRoute } from '../../mesh/entry/gateway';
import type { Rewrite } from '../../mesh/entry/rewrite';
import { escapeTemplate } from '../../ecs/escape-template';
import { renderHostname, renderHttpMatch } from './match';

export interface GatewayRouteRefs {
  readonly meshName: string;
  readonly virtualGatewayName: string;
  readonly virtualServiceName: string;
  /** Protocol of the gateway. */
  readonly protocol: GatewayListener['protocol'];
  /** The service's port, which App Mesh wants if it has several. */
  readonly port?: number;
}

/** App Mesh's defaults hold unless rewritten: the host becomes the service's name and the matched prefix becomes `/`. */
export function renderGatewayRoute(
  route: MeshGatewayRoute,
  refs: GatewayRouteRefs,
): AppmeshGatewayRouteConfig {
  const { meshName, virtualGatewayName } = refs;
  return {
    meshName,
    virtualGatewayName,
    name: route.name,
    spec: { ...(route.priority !== undefined && { priority: route.priority }), ...renderSpec(route, refs) },
  };
}

/** The provider supports no method and, for gRPC, no host, metadata and rewrite: `validateForAppMesh` reports them. */
function renderSpec(
  { match, rewrite }: MeshGatewayRoute,
  { protocol, virtualServiceName, port }: GatewayRouteRefs,
): AppmeshGatewayRouteSpec {
  const target = { ...(port !== undefined && { port }), virtualService: { virtualServiceName } };
  if (protocol === 'grpc')
    return {
      grpcRoute: {
        match: { serviceName: escapeTemplate(match.serviceName ?? '') },
        action: { target },
      },
    };
  const { hostname } = match;
  const route = {
    match: { ...renderHttpMatch(match), ...(hostname && { hostname: renderHostname(hostname) }) },
    action: { target, ...(rewrite && { rewrite: renderRewrite(rewrite) }) },
  };
  return protocol === 'http2' ? { http2Route: route } : { httpRoute: route };
}

function renderRewrite({ prefix, path, hostname }: Rewrite) {
  return {
    ...(hostname === false && { hostname: { defaultTargetHostname: 'DISABLED' } }),
    ...(path !== undefined && { path: { exact: escapeTemplate(path) } }),
    ...(prefix === false && { prefix: { defaultPrefix: 'DISABLED' } }),
    ...(typeof prefix === 'string' && { prefix: { value: escapeTemplate(prefix) } }),
  };
}
