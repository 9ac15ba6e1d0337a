/** One route of a router: what it matches, where it leads, what happens to failures. */
import type { AppmeshRouteConfig, AppmeshRouteSpecHttpRoute } from '@cdktf/provider-aws/lib/appmesh-route';
import type { Retry, RetryEvent } from '../../mesh/retry';
import type { MeshRoute } from '../../mesh/route';
import { ENVOY_TIMEOUT, type Timeout } from '../../mesh/timeout';
import { escapeTemplate } from '../template';
import { renderDuration } from './duration';
import { renderTimeout } from './timeout';

export interface RouteRefs {
  readonly meshName: string;
  readonly virtualRouterName: string;
  readonly virtualNodeNameOf: (node: string) => string;
  /**
   * Port of the service's nodes. App Mesh wants it only where a node has several listeners; written out everywhere, a plan
   * that moves weights shows nothing else.
   */
  readonly port: number;
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
      weightedTarget: targets.map(({ node, weight }) => ({
        virtualNode: refs.virtualNodeNameOf(node),
        weight,
        port: refs.port,
      })),
    },
    retryPolicy: retry ? renderRetryPolicy(retry) : noRetries(timeout),
    ...(rendered && { timeout: rendered.http }),
  };
}

/**
 * Written out: a route without a policy gets App Mesh's default of two retries (aws-app-mesh-roadmap#229). The time of a
 * try counts for the first one too, so it is that of the whole request.
 */
function noRetries(timeout: Timeout | undefined) {
  return {
    maxRetries: 0,
    perRetryTimeout: renderDuration(timeout?.perRequest ?? ENVOY_TIMEOUT),
    tcpRetryEvents: ['connection-error'],
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
