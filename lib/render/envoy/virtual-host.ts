/** The routes of one service, by the hosts that mean it. */
import type { MeshApplication } from '../../mesh/application';
import type { MeshGateway } from '../../mesh/gateway';
import type { Listener } from '../../mesh/listener';
import type { Lookup } from '../../mesh/lookup';
import { virtualServiceName } from '../../mesh/names';
import { byPrecedence, renderGatewayRoute, renderIngressRoute, renderRoute, type Route } from './route';

export interface VirtualHost {
  readonly name: string;
  readonly domains: readonly string[];
  readonly request_headers_to_remove?: readonly string[];
  readonly routes: readonly Route[];
}

interface Mesh {
  readonly application: MeshApplication;
  readonly lookup: Lookup;
}

/** A listener of its own is one service, whatever the host: the application says `127.0.0.1`, the backend reads its name. */
export function renderExplicitHost({ application, lookup }: Mesh, service: string): VirtualHost {
  const listener = lookup.listenerOf(service);
  const name = virtualServiceName(application, service);
  return {
    name,
    domains: ['*'],
    routes: byPrecedence(lookup.service(service).routes).map((route) =>
      renderRoute(application, route, { listener, host: `${name}:${listener.port}` }),
    ),
  };
}

/** Where several services share a listener, the host tells them apart. */
export function renderNamedHost({ application, lookup }: Mesh, service: string): VirtualHost {
  const listener = lookup.listenerOf(service);
  const name = virtualServiceName(application, service);
  return {
    name,
    domains: [name, `${name}:${listener.port}`],
    routes: byPrecedence(lookup.service(service).routes).map((route) =>
      renderRoute(application, route, { listener }),
    ),
  };
}

/** Callers' Envoys leave a note of the host that their application said, which is none of the backend's business. */
export function renderIngressHost(cluster: string, listener: Listener): VirtualHost {
  return {
    name: cluster,
    domains: ['*'],
    request_headers_to_remove: ['x-envoy-original-host'],
    routes: [renderIngressRoute(cluster, listener)],
  };
}

/** A gateway's first hop: App Mesh's name for it. */
export function renderGatewayHost(
  application: MeshApplication,
  { routes, listener }: MeshGateway,
  cluster: string,
): VirtualHost {
  return {
    name: 'self_redirect',
    domains: ['*'],
    routes: byPrecedence(routes).flatMap((route) =>
      renderGatewayRoute(application, route, { cluster, timeout: listener.timeout }),
    ),
  };
}
