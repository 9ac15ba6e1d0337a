/** One route of a router: what it matches, where it leads, what happens to failures. */
import type { AppmeshRouteConfig, AppmeshRouteSpecHttpRoute } from '@cdktf/provider-aws/lib/appmesh-route';
import type { Retry, RetryEvent } from '../../mesh/retry';
import type { MeshRoute } from '../../mesh/route';
import { escapeTemplate } from '../template';
import { renderDuration } from './duration';
import { renderTimeout } from './timeout';

export interface RouteRefs {
  readonly meshName: string;
  readonly virtualRouterName: string;
  readonly virtualNodeNameOf: (node: string) => string;
}

export function renderRoute(route: MeshRoute, refs: RouteRefs): AppmeshRouteConfig {
  const { meshName, virtualRouterName } = refs;
  return { meshName, virtualRouterName, name: route.name, spec: { httpRoute: renderHttpRoute(route, refs) } };
}

function renderHttpRoute(
  { match, targets, retry, timeout }: MeshRoute,
  refs: RouteRefs,
): AppmeshRouteSpecHttpRoute {
  const rendered = renderTimeout(timeout);
  return {
    match: { prefix: escapeTemplate(match.prefix) },
    action: {
      weightedTarget: targets.map(({ node, weight, port }) => ({
        virtualNode: refs.virtualNodeNameOf(node),
        weight,
        // App Mesh refuses a target without a port where the node has several listeners.
        ...(port !== undefined && { port }),
      })),
    },
    ...(retry && { retryPolicy: renderRetryPolicy(retry) }),
    ...(rendered && { timeout: rendered.http }),
  };
}

/** App Mesh keeps connection failures apart from answers: the former are TCP events. */
function renderRetryPolicy({ maxRetries, perRetryTimeout, on }: Retry) {
  const isTcp = (event: RetryEvent) => event === 'connection-error';
  const tcp = on.filter(isTcp);
  const http = on.filter((event) => !isTcp(event));
  return {
    maxRetries,
    perRetryTimeout: renderDuration(perRetryTimeout),
    ...(http.length > 0 && { httpRetryEvents: http }),
    ...(tcp.length > 0 && { tcpRetryEvents: tcp }),
  };
}
