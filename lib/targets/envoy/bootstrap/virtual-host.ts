/** The routes of one service on one port, by what means it: a listener of its own, a host, or a header. */
import { externalAuthority } from '../../../mesh/external';
import type { MeshGateway } from '../../../mesh/entry/gateway';
import type { Listener } from '../../../mesh/listener';
import type { MeshMatch } from '../../../mesh/match/match';
import { virtualServiceName } from '../../../mesh/names';
import type { MeshRoute } from '../../../mesh/route';
import { inOrder } from '../../../mesh/match/route-order';
import { foldAuthority } from './authority';
import { type Entrance, type Mesh, routesOf } from './entrance';
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

/** A listener of its own is one service, whatever the host: the application says `127.0.0.1`, the backend reads its name. */
export function renderExplicitHost(mesh: Mesh, entrance: Entrance): VirtualHost {
  const { application } = mesh;
  const { service, listener } = entrance;
  const name = virtualServiceName(application, service);
  const authority = `${name}:${listener.port}`;
  return {
    name,
    domains: ['*'],
    routes: routesOf(mesh, entrance).flatMap((route) => {
      const match = foldAuthority(route.match, authority);
      const host = externalHost(mesh, route) ?? authority;
      const isOutside = isAllOutside(mesh, route);
      return match === undefined
        ? []
        : [renderRoute(application, route, { listener, match, host, isOutside })];
    }),
  };
}

/** Where several services share a listener, the host tells them apart. */
export function renderNamedHost(mesh: Mesh, entrance: Entrance): VirtualHost {
  const { application, lookup } = mesh;
  const { service, listener } = entrance;
  const name = virtualServiceName(application, service);
  const withPort = `${name}:${listener.port}`;
  const isFirst = listener.port === lookup.listenerOf(service).port;
  return {
    name: isFirst ? name : withPort,
    domains: isFirst ? [name, withPort] : [withPort],
    routes: renderRoutes(mesh, entrance),
  };
}

/** All services of a gateway, each by the header that the first hop set. */
export function renderHeaderHost(mesh: Mesh, entrances: readonly Entrance[]): VirtualHost {
  return {
    name: 'by_header',
    domains: ['*'],
    request_headers_to_remove: [SERVICE_HEADER],
    routes: entrances.flatMap((entrance) => {
      const { service, listener } = entrance;
      const value = hostOfRoute(mesh.application, mesh.lookup, { service, port: listener.port });
      return renderRoutes(mesh, entrance, (match) => ({
        ...match,
        headers: [{ name: SERVICE_HEADER, match: { kind: 'exact', value } }, ...match.headers],
      }));
    }),
  };
}

/**
 * Callers' Envoys leave a note of the host that their application said, which is none of the backend's business. What its
 * application writes is its answer, so it cannot say that it was not reached, or that its task leaves.
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

/** A gateway's first hop: App Mesh's name for it. */
export function renderGatewayHost(
  { application, lookup }: Mesh,
  gateway: MeshGateway,
  cluster: string,
): VirtualHost {
  return {
    name: 'self_redirect',
    domains: ['*'],
    routes: inOrder(gateway.routes).flatMap((route) =>
      renderGatewayRoute(gateway, route, { cluster, host: hostOfRoute(application, lookup, route) }),
    ),
  };
}

function renderRoutes(
  mesh: Mesh,
  entrance: Entrance,
  change: (match: MeshMatch) => MeshMatch = (match) => match,
): Route[] {
  return routesOf(mesh, entrance).map((route) =>
    renderRoute(mesh.application, route, {
      listener: entrance.listener,
      match: change(route.match),
      isOutside: isAllOutside(mesh, route),
    }),
  );
}

/** What does not run here reads its own name, since it knows no other. */
function externalHost({ lookup }: Mesh, { targets }: MeshRoute): string | undefined {
  const [first, ...others] = targets.map(({ node }) => lookup.external(node));
  return first === undefined || others.length > 0 ? undefined : externalAuthority(first);
}

const isAllOutside = ({ lookup }: Mesh, { targets }: MeshRoute) =>
  targets.every(({ node }) => lookup.external(node) !== undefined);
