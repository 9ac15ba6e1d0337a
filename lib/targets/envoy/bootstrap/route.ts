/** One route: what it matches, where it leads, how long it may take and when it is retried. */
import type { MeshApplication } from '../../../mesh/application';
import type { Listener } from '../../../mesh/listener';
import type { MeshMatch } from '../../../mesh/match/match';
import type { MeshRoute } from '../../../mesh/route';
import { ENVOY_TIMEOUT, idleOf, type Timeout } from '../../../mesh/traffic/timeout';
import { type EnvoyDuration, renderDuration } from './duration';
import { egressClusterName } from './names';
import { renderRetryPolicy, type RetryPolicy } from './retry-policy';
import { renderRouteMatch, type EnvoyRouteMatch } from './route-match';

export interface Route {
  readonly match: EnvoyRouteMatch;
  readonly route: RouteAction;
  readonly request_headers_to_add?: readonly HeaderToAdd[];
  readonly request_headers_to_remove?: readonly string[];
}

export interface HeaderToAdd {
  readonly header: { readonly key: string; readonly value: string };
  readonly append_action: 'OVERWRITE_IF_EXISTS_OR_ADD';
}

export type Destination = { readonly cluster: string } | { readonly weighted_clusters: WeightedClusters };

interface WeightedClusters {
  readonly clusters: readonly { readonly name: string; readonly weight: number }[];
}

export type RouteAction = Destination & {
  readonly timeout: EnvoyDuration;
  readonly max_stream_duration?: MaxStreamDuration;
  readonly idle_timeout?: EnvoyDuration;
  readonly retry_policy?: RetryPolicy;
  readonly host_rewrite_literal?: string;
  readonly append_x_forwarded_host?: true;
  readonly prefix_rewrite?: string;
};

interface MaxStreamDuration {
  readonly max_stream_duration: EnvoyDuration;
  /** The caller's own time limit counts if it is shorter. With 0 it always counts. */
  readonly grpc_timeout_header_max: EnvoyDuration;
}

export interface RouteRefs {
  /** Protocol and port of the service. */
  readonly listener: Listener;
  /** Replaces the route's own match. */
  readonly match?: MeshMatch;
  /** The host that the backend reads. @default - the caller's */
  readonly host?: string;
  /** All targets are external nodes. */
  readonly isOutside: boolean;
}

/** A route of a service, in its caller's Envoy. */
export function renderRoute(application: MeshApplication, route: MeshRoute, refs: RouteRefs): Route {
  const { match, retry, timeout } = route;
  const { listener, host, isOutside } = refs;
  return {
    match: renderRouteMatch(refs.match ?? match, listener.protocol),
    route: {
      ...renderDestination(application, route, listener),
      ...renderTimeouts(timeout, listener),
      ...(retry && { retry_policy: renderRetryPolicy(retry, { isOutside }) }),
      ...(host !== undefined && { host_rewrite_literal: host }),
    },
  };
}

/** A target of weight 0 is written too, so a plan that changes weights shows no other change. */
export function renderDestination(
  application: MeshApplication,
  { targets }: Pick<MeshRoute, 'targets'>,
  listener: Listener,
): Destination {
  const clusters = targets.map(({ node, weight }) => ({
    name: egressClusterName(application, node, listener),
    weight,
  }));
  const [only, ...others] = clusters;
  return only && others.length === 0 ? { cluster: only.name } : { weighted_clusters: { clusters } };
}

/** A node's Envoy sends every request to its application. It does not retry, because the caller's Envoy does. */
export function renderIngressRoute(cluster: string, listener: Listener): Route {
  return { match: { prefix: '/' }, route: { cluster, ...renderTimeouts(listener.timeout, listener) } };
}

/**
 * A gRPC call that runs out of time must end with status 4, which is never retried. Only a limit of the stream does this.
 * A limit of the route ends it with status 14, which clients retry.
 */
export function renderTimeouts(
  timeout: Timeout | undefined,
  { protocol }: Pick<Listener, 'protocol'>,
): Pick<RouteAction, 'timeout' | 'max_stream_duration' | 'idle_timeout'> {
  const limit = renderDuration(timeout?.perRequest ?? ENVOY_TIMEOUT);
  const idle = timeout && idleOf(timeout);
  return {
    ...(protocol === 'grpc'
      ? {
          timeout: '0s',
          max_stream_duration: { max_stream_duration: limit, grpc_timeout_header_max: limit },
        }
      : { timeout: limit }),
    ...(idle && { idle_timeout: renderDuration(idle) }),
  };
}
