/** One route of a router: what it matches, where it leads, when it is retried. */
import type { AppmeshRouteConfig, AppmeshRouteSpec } from '@cdktf/provider-aws/lib/appmesh-route';
import type { Listener } from '../../mesh/listener';
import type { MeshMatch } from '../../mesh/match/match';
import type { MeshRoute } from '../../mesh/route';
import { escapeTemplate } from '../../ecs/escape-template';
import { renderHeader, renderHttpMatch } from './match';
import { renderNoRetries, renderRetryPolicy } from './retry-policy';
import { renderTimeout } from './timeout';

export interface RouteRefs {
  readonly meshName: string;
  readonly virtualRouterName: string;
  readonly virtualNodeNameOf: (node: string) => string;
  /**
   * What the route leads to. App Mesh wants the target's port only where a node has several listeners; it is
   * always written, so a plan that changes weights shows no other change.
   */
  readonly listener: Pick<Listener, 'port' | 'protocol'>;
  /** The router has several listeners, so the route names its port. */
  readonly isOneOfSeveral: boolean;
}

export function renderRoute(route: MeshRoute, refs: RouteRefs): AppmeshRouteConfig {
  const { meshName, virtualRouterName } = refs;
  return {
    meshName,
    virtualRouterName,
    name: route.name,
    spec: { ...(route.priority !== undefined && { priority: route.priority }), ...renderSpec(route, refs) },
  };
}

function renderSpec(route: MeshRoute, refs: RouteRefs): AppmeshRouteSpec {
  const { match, retry } = route;
  const { protocol, port } = refs.listener;
  const timeout = renderTimeout(route.timeout);
  const onPort = refs.isOneOfSeveral ? { port } : {};
  const every = { action: renderAction(route, refs), ...(timeout && { timeout }) };
  const retryPolicy = retry
    ? renderRetryPolicy(retry, { timeout: route.timeout, protocol })
    : renderNoRetries(route.timeout);
  const requests = { ...every, retryPolicy };
  switch (protocol) {
    case 'http':
      return { httpRoute: { match: { ...renderRequestMatch(match), ...onPort }, ...requests } };
    case 'http2':
      return { http2Route: { match: { ...renderRequestMatch(match), ...onPort }, ...requests } };
    case 'grpc':
      return { grpcRoute: { match: { ...renderGrpcMatch(match), ...onPort }, ...requests } };
    case 'tcp':
      return { tcpRoute: { ...(refs.isOneOfSeveral && { match: onPort }), ...every } };
  }
}

function renderRequestMatch(match: MeshMatch) {
  const { method, scheme } = match;
  return { ...renderHttpMatch(match), ...(method && { method }), ...(scheme && { scheme }) };
}

function renderGrpcMatch({ serviceName, methodName, metadata }: MeshMatch) {
  return {
    ...(serviceName !== undefined && { serviceName: escapeTemplate(serviceName) }),
    ...(methodName !== undefined && { methodName: escapeTemplate(methodName) }),
    ...(metadata.length > 0 && { metadata: metadata.map(renderHeader) }),
  };
}

function renderAction({ targets }: MeshRoute, { virtualNodeNameOf, listener: { port } }: RouteRefs) {
  return {
    weightedTarget: targets.map(({ node, weight }) => ({
      virtualNode: virtualNodeNameOf(node),
      weight,
      port,
    })),
  };
}
