/** The routes of one service on one port. A listener of its own, a host, or a header selects the service. */
import { lookupIn } from '../../../mesh/lookup';
import type { MeshApplication } from '../../../mesh/application';
import { authorityBehind } from '../../../mesh/external';
import type { MeshGateway } from '../../../mesh/entry/gateway';
import type { Listener } from '../../../mesh/listener';
import type { MeshMatch } from '../../../mesh/match/match';
import { virtualServiceName } from '../../../mesh/account-names';
import type { MeshRoute } from '../../../mesh/route';
import { inOrder } from '../../../mesh/match/route-order';
import { foldAuthority } from './authority';
import { type Entrance, routesOf } from './service-ports';
import { hostOfRoute, renderGatewayRoute, SERVICE_HEADER } from './gateway-route';
import { WORDS_OF_ENVOYS } from './not-reached';
import { renderIngressRoute, renderRoute, type Route } from './route';

export interface VirtualHost {
  readonly name: string;
  readonly domains: readonly string[];
  readonly request_headers_to_remove?: readonly string[];
  readonly response_headers_to_remove?: readonly string[];
  readonly routes: readonly Route[];
}

/** A listener with one service accepts every host: the application sends `127.0.0.1`, and the backend reads its own name. */
export function renderExplicitHost(application: MeshApplication, entrance: Entrance): VirtualHost {
  const { service, listener } = entrance;
  const name = virtualServiceName(application, service);
  const authority = `${name}:${listener.port}`;
  return {
    name,
    domains: ['*'],
    routes: routesOf(application, entrance).flatMap((route) => {
      const match = foldAuthority(route.match, authority);
      const host = externalHost(application, route) ?? authority;
      const isOutside = isAllOutside(application, route);
      return match === undefined
        ? []
        : [renderRoute(application, route, { listener, match, host, isOutside })];
    }),
  };
}

/** If several services share a listener, the host distinguishes them. */
export function renderNamedHost(application: MeshApplication, entrance: Entrance): VirtualHost {
  const { service, listener } = entrance;
  const name = virtualServiceName(application, service);
  const withPort = `${name}:${listener.port}`;
  const isFirst = listener.port === lookupIn(application).listenerOf(service).port;
  return {
    name: isFirst ? name : withPort,
    domains: isFirst ? [name, withPort] : [withPort],
    routes: renderRoutes(application, entrance),
  };
}

/** All services of a gateway, each selected by the header that the first hop set. */
export function renderHeaderHost(application: MeshApplication, entrances: readonly Entrance[]): VirtualHost {
  return {
    name: 'by_header',
    domains: ['*'],
    request_headers_to_remove: [SERVICE_HEADER],
    routes: entrances.flatMap((entrance) => {
      const { service, listener } = entrance;
      const value = hostOfRoute(application, { service, port: listener.port });
      return renderRoutes(application, entrance, (match) => ({
        ...match,
        headers: [{ name: SERVICE_HEADER, match: { kind: 'exact', value } }, ...match.headers],
      }));
    }),
  };
}

/**
 * Callers' Envoys add the host that their application sent, and the backend must not see it. The application must not
 * send the marks of Envoys in its response: that it was not reached, or that its task leaves.
 */
export function renderIngressHost(cluster: string, listener: Listener): VirtualHost {
  return {
    name: cluster,
    domains: ['*'],
    request_headers_to_remove: ['x-envoy-original-host'],
    response_headers_to_remove: WORDS_OF_ENVOYS,
    routes: [renderIngressRoute(cluster, listener)],
  };
}

/** The first hop of a gateway, with App Mesh's name. */
export function renderGatewayHost(
  application: MeshApplication,
  gateway: MeshGateway,
  cluster: string,
): VirtualHost {
  return {
    name: 'self_redirect',
    domains: ['*'],
    routes: inOrder(gateway.routes).flatMap((route) =>
      renderGatewayRoute(gateway, route, { cluster, host: hostOfRoute(application, route) }),
    ),
  };
}

function renderRoutes(
  application: MeshApplication,
  entrance: Entrance,
  change: (match: MeshMatch) => MeshMatch = (match) => match,
): Route[] {
  return routesOf(application, entrance).map((route) =>
    renderRoute(application, route, {
      listener: entrance.listener,
      match: change(route.match),
      isOutside: isAllOutside(application, route),
    }),
  );
}

/** An external node reads its own host name, because it knows no other. */
function externalHost(application: MeshApplication, { targets }: MeshRoute): string | undefined {
  return authorityBehind(targets.map(({ node }) => lookupIn(application).external(node)));
}

const isAllOutside = (application: MeshApplication, { targets }: MeshRoute) =>
  targets.every(({ node }) => lookupIn(application).external(node) !== undefined);
