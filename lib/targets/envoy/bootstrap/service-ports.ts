/** The services that one Envoy calls, each on one of its ports. */
import { byKey } from '../../../mesh/by-key';
import type { MeshApplication } from '../../../mesh/application';
import type { MeshGateway } from '../../../mesh/entry/gateway';
import type { Listener } from '../../../mesh/listener';
import { lookupIn } from '../../../mesh/lookup';
import type { MeshNode } from '../../../mesh/node';
import type { MeshRoute } from '../../../mesh/route';
import { inOrder } from '../../../mesh/match/route-order';
import type { EnvoyPorts } from './ports';

/** A service on one of its ports. */
export interface Entrance {
  readonly service: string;
  readonly listener: Listener;
}

/** The service's routes that lead to the port, in the order in which they are tried. */
export function routesOf(application: MeshApplication, { service, listener }: Entrance): MeshRoute[] {
  const lookup = lookupIn(application);
  const { routes } = lookup.service(service);
  return inOrder(routes.filter((route) => lookup.listenerOfRoute(route).port === listener.port));
}

/** The listeners of all nodes behind it. They have one port and protocol, but the number of headers may differ. */
export function listenersBehind(application: MeshApplication, entrance: Entrance): Listener[] {
  const { node, external } = lookupIn(application);
  return routesOf(application, entrance)
    .flatMap(({ targets }) => targets)
    .flatMap(({ node: name }) => external(name)?.listener ?? node(name).listeners)
    .filter(({ port }) => port === entrance.listener.port);
}

/** The backends and their ports. */
export function entrancesOf(
  application: MeshApplication,
  { backends }: Pick<MeshNode, 'backends'>,
): Entrance[] {
  const lookup = lookupIn(application);
  return backends.flatMap((service) =>
    lookup.listenersOf(service).map((listener) => ({ service, listener })),
  );
}

/** The services and ports that its routes lead to, each once, by name and port. */
export function gatewayEntrances(application: MeshApplication, { routes }: MeshGateway): Entrance[] {
  const lookup = lookupIn(application);
  const entrances = routes.flatMap(({ service, port = lookup.listenerOf(service).port }) =>
    lookup
      .listenersOf(service)
      .filter((listener) => listener.port === port)
      .map((listener) => [`${service}\n${port}`, { service, listener }] as const),
  );
  return [...new Map(entrances)].sort(byKey).map(([, entrance]) => entrance);
}

/**
 * A variable holds the first port of a service. The application knows a further port by its number, so that number stays.
 */
export function loopbackPort(
  { service, listener }: Entrance,
  application: MeshApplication,
  ports: Pick<EnvoyPorts, 'backend'>,
): number {
  return listener.port === lookupIn(application).listenerOf(service).port
    ? ports.backend(service)
    : listener.port;
}
