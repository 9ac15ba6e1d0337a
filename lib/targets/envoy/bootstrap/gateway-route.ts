/** The first hop of a gateway: it matches requests from outside and rewrites them, as App Mesh does by default. */
import type { MeshApplication } from '../../../mesh/application';
import { seconds } from '../../../mesh/duration';
import type { MeshGateway, MeshGatewayRoute } from '../../../mesh/entry/gateway';
import { lookupIn } from '../../../mesh/lookup';
import { virtualServiceName } from '../../../mesh/account-names';
import { renderTimeouts, type Route, type RouteAction } from './route';
import { renderRouteMatch } from './route-match';

/** App Mesh's header: its second hop knew the service by it if the client's host stays. */
export const SERVICE_HEADER = 'x-app-mesh-virtual-service';

/**
 * Whether the second hop selects the service by {@link SERVICE_HEADER}, which the first hop sets. If any route keeps the
 * client's host, the client chooses it, and could name a service for which this gateway has other conditions.
 */
export function goesByHeader({ routes }: MeshGateway): boolean {
  return routes.some(({ rewrite }) => rewrite?.hostname === false);
}

/** `cart.shop.local`, with a port if the service has several and this is not its first. */
export function hostOfRoute(
  application: MeshApplication,
  { service, port }: Pick<MeshGatewayRoute, 'service' | 'port'>,
): string {
  const name = virtualServiceName(application, service);
  return port === undefined || port === lookupIn(application).listenerOf(service).port
    ? name
    : `${name}:${port}`;
}

export interface GatewayRouteRefs {
  readonly cluster: string;
  /** Host of the service, see {@link hostOfRoute}. */
  readonly host: string;
}

/** It never retries, because retries would multiply. It ends a request early only if its listener declares a timeout. */
export function renderGatewayRoute(
  gateway: MeshGateway,
  { match, rewrite }: MeshGatewayRoute,
  { cluster, host }: GatewayRouteRefs,
): Route[] {
  const { protocol, timeout } = gateway.listener;
  const action: RouteAction = {
    cluster,
    ...renderTimeouts({ perRequest: seconds(0), idle: seconds(0), ...timeout }, gateway.listener),
    ...(rewrite?.hostname !== false && { host_rewrite_literal: host, append_x_forwarded_host: true }),
  };
  const byHeader = goesByHeader(gateway) && {
    request_headers_to_add: [
      {
        header: { key: SERVICE_HEADER, value: host },
        append_action: 'OVERWRITE_IF_EXISTS_OR_ADD' as const,
      },
    ],
  };
  return rewritesOf(match.prefix, rewrite).map(({ prefix, to }) => ({
    match: renderRouteMatch(match, protocol, prefix),
    route: { ...action, ...(to !== undefined && { prefix_rewrite: to }) },
    ...byHeader,
  }));
}

/** The path condition, and the new path. For a match of the whole path, the whole path is replaced. */
function rewritesOf(
  prefix: string | undefined,
  rewrite: MeshGatewayRoute['rewrite'],
): { prefix?: string; to?: string }[] {
  if (prefix === undefined) return [rewrite?.path === undefined ? {} : { to: rewrite.path }];
  if (rewrite?.prefix === false) return [{ prefix }];
  const to = rewrite?.prefix ?? '/';
  if (prefix === to) return [{ prefix }];
  // With `/web` alone, `/web/cart` would become `//cart`.
  return prefix.endsWith('/')
    ? [{ prefix, to }]
    : [
        { prefix: `${prefix}/`, to },
        { prefix, to },
      ];
}
