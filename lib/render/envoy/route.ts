/** One route: what it matches, where it leads, how long it may take and what is tried again. */
import type { MeshApplication } from '../../mesh/application';
import { seconds } from '../../mesh/duration';
import type { MeshGatewayRoute } from '../../mesh/gateway';
import { virtualServiceName } from '../../mesh/names';
import type { Listener } from '../../mesh/listener';
import type { MeshRoute } from '../../mesh/route';
import { ENVOY_TIMEOUT, type Timeout } from '../../mesh/timeout';
import { type EnvoyDuration, renderDuration } from './duration';
import { egressClusterName } from './names';
import { renderRetryPolicy, type RetryPolicy } from './retry-policy';

export interface Route {
  readonly match: RouteMatch;
  readonly route: RouteAction;
}

export interface RouteMatch {
  readonly prefix: string;
}

type Destination =
  | { readonly cluster: string }
  | {
      readonly weighted_clusters: {
        readonly clusters: readonly { readonly name: string; readonly weight: number }[];
      };
    };

export type RouteAction = Destination & {
  readonly timeout: EnvoyDuration;
  readonly idle_timeout?: EnvoyDuration;
  readonly retry_policy?: RetryPolicy;
  readonly host_rewrite_literal?: string;
  readonly append_x_forwarded_host?: true;
  readonly prefix_rewrite?: string;
};

const LONG_FIRST = (a: MeshRoute | MeshGatewayRoute, b: MeshRoute | MeshGatewayRoute) =>
  b.match.prefix.length - a.match.prefix.length;

/** Envoy takes the first that matches, App Mesh the longest. */
export function byPrecedence<T extends MeshRoute | MeshGatewayRoute>(routes: readonly T[]): T[] {
  return [...routes].sort(LONG_FIRST);
}

/** A route of a service, in its caller's Envoy. */
export function renderRoute(
  application: MeshApplication,
  { match, targets, retry, timeout }: MeshRoute,
  { listener, host }: { readonly listener: Listener; readonly host?: string },
): Route {
  const clusters = targets.map(({ node, weight }) => ({
    name: egressClusterName(application, node, listener),
    weight,
  }));
  const [only, ...others] = clusters;
  return {
    match: { prefix: match.prefix },
    route: {
      ...(only && others.length === 0 ? { cluster: only.name } : { weighted_clusters: { clusters } }),
      ...renderTimeouts(timeout),
      ...(retry && { retry_policy: renderRetryPolicy(retry) }),
      ...(host !== undefined && { host_rewrite_literal: host }),
    },
  };
}

/** From a node's Envoy to its application: everything, and no retry, which is the caller's. */
export function renderIngressRoute(cluster: string, { timeout }: Listener): Route {
  return { match: { prefix: '/' }, route: { cluster, ...renderTimeouts(timeout) } };
}

/**
 * The first hop of a gateway: matches what came in and rewrites it, as App Mesh does by default. It never retries, or
 * retries would multiply, and ends nothing early, unless its listener says so.
 */
export function renderGatewayRoute(
  application: MeshApplication,
  { match, service }: MeshGatewayRoute,
  { cluster, timeout }: { readonly cluster: string; readonly timeout: Timeout | undefined },
): Route[] {
  const action: RouteAction = {
    cluster,
    ...renderTimeouts({ perRequest: seconds(0), idle: seconds(0), ...timeout }),
    host_rewrite_literal: virtualServiceName(application, service),
    append_x_forwarded_host: true,
    ...(match.prefix !== '/' && { prefix_rewrite: '/' }),
  };
  const renderPrefix = (prefix: string): Route => ({ match: { prefix }, route: action });
  // Alone, `/web` would turn `/web/cart` into `//cart`.
  return match.prefix.endsWith('/')
    ? [renderPrefix(match.prefix)]
    : [renderPrefix(`${match.prefix}/`), renderPrefix(match.prefix)];
}

function renderTimeouts(timeout: Timeout | undefined): Pick<RouteAction, 'timeout' | 'idle_timeout'> {
  return {
    timeout: renderDuration(timeout?.perRequest ?? ENVOY_TIMEOUT),
    ...(timeout?.idle && { idle_timeout: renderDuration(timeout.idle) }),
  };
}
