/**
 * Further failures that are retried if the request's method may be executed twice, beside those of its route. A retry
 * policy does not know methods, and a route for each method would double the routes. Envoy adds the conditions of a
 * header to those of the route, and removes the header before it sends the request. It also removes such a header of a
 * client.
 */
import { repeatableMethods } from '../../../mesh/traffic/retry';
import { isDefaultPolicy } from './retry-policy';
import type { Route } from './route';
import type { VirtualHost } from './virtual-host';

const RETRY_ON = 'x-envoy-retry-on';

/** A connection that broke, and 502, 503 and 504. An empty value means no header. */
const BY_METHOD = {
  header: {
    key: RETRY_ON,
    value: `%CEL(request.method in [${repeatableMethods.map((name) => `'${name}'`).join(',')}]?'gateway-error':'')%`,
  },
} as const;

export interface RouteConfig {
  readonly request_headers_to_add?: readonly [typeof BY_METHOD];
  readonly most_specific_header_mutations_wins?: true;
  readonly virtual_hosts: readonly VirtualHost[];
}

/** The header is added once for all routes. Routes with conditions of their own, or without retries, remove it again. */
export function renderRouteConfig(hosts: readonly VirtualHost[]): RouteConfig {
  const routes = hosts.flatMap((host) => host.routes);
  // Calls of gRPC are POSTs.
  if (!routes.some((route) => goesByMethod(route) && !route.match.grpc)) return { virtual_hosts: hosts };
  if (routes.every(goesByMethod)) return { request_headers_to_add: [BY_METHOD], virtual_hosts: hosts };
  return {
    request_headers_to_add: [BY_METHOD],
    most_specific_header_mutations_wins: true,
    virtual_hosts: hosts.map((host) => ({
      ...host,
      routes: host.routes.map((route) =>
        goesByMethod(route) ? route : { ...route, request_headers_to_remove: [RETRY_ON] },
      ),
    })),
  };
}

const goesByMethod = ({ route: { retry_policy } }: Route) => isDefaultPolicy(retry_policy);
