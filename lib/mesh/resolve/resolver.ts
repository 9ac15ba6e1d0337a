/** An application, prepared to answer for many requests. */
import type { MeshApplication } from '../application';
import type { MeshGateway } from '../entry/gateway';
import type { Listener } from '../listener';
import { lookupIn } from '../lookup';
import { virtualServiceName } from '../account-names';
import type { MeshLoadBalancer } from '../entry/mesh-load-balancer';
import type { MeshNode } from '../node';
import { type ThroughGateway, throughGateway } from './through-gateway';
import { outsideLimits } from './load-balancer';
import { type Ready, readyRoutes } from './ordered-routes';
import { type ThroughService, throughService } from './through-service';

/** A service on one of its ports. */
export interface ReadyEntrance {
  readonly service: string;
  readonly listener: Listener;
  /**
   * Hosts that mean this service if a transparent caller writes them, in lower case. A gateway's second hop writes the
   * first one.
   */
  readonly hosts: readonly [string, ...string[]];
  /** `cart.shop.local:3000`: the host that an explicit caller's Envoy writes. */
  readonly authority: string;
  readonly routes: readonly Ready<ThroughService>[];
}

export interface ReadyGateway {
  readonly gateway: MeshGateway;
  readonly routes: readonly Ready<ThroughGateway>[];
  /** Routes whose answers a load balancer ends if they are silent as long as they may be, each with the time. */
  readonly outside: ReturnType<typeof outsideLimits>;
}

export interface Resolver {
  readonly application: MeshApplication;
  readonly nodes: ReadonlyMap<string, MeshNode>;
  readonly gateways: ReadonlyMap<string, ReadyGateway>;
  readonly loadBalancers: ReadonlyMap<string, MeshLoadBalancer>;
  readonly services: ReadonlySet<string>;
  /** On its first port, if no port is given. Undefined if the service is not on the port. */
  readonly entrance: (service: string, port?: number) => ReadyEntrance | undefined;
}

const known = new WeakMap<MeshApplication, Resolver>();

/** The same application is prepared once: it is frozen, so nothing can change. */
export function resolverOf(application: MeshApplication): Resolver {
  const found = known.get(application);
  if (found !== undefined) return found;
  const made = makeResolver(application);
  known.set(application, made);
  return made;
}

function makeResolver(application: MeshApplication): Resolver {
  const entrances = new Map<string, ReadyEntrance | undefined>();
  const entrance: Resolver['entrance'] = (service, port) => {
    const key = `${service}\n${port ?? ''}`;
    if (!entrances.has(key)) entrances.set(key, makeEntrance(application, { service, port }));
    return entrances.get(key);
  };
  return {
    application,
    nodes: new Map(application.nodes.map((node) => [node.name, node])),
    gateways: new Map(
      application.gateways.map((gateway) => [
        gateway.name,
        {
          gateway,
          routes: gatewayRoutes(application, gateway),
          outside: outsideLimits(application, gateway),
        },
      ]),
    ),
    loadBalancers: new Map(application.loadBalancers.map((each) => [each.name, each])),
    services: new Set(application.services.map(({ name }) => name)),
    entrance,
  };
}

function makeEntrance(
  application: MeshApplication,
  { service, port }: { readonly service: string; readonly port: number | undefined },
): ReadyEntrance | undefined {
  const lookup = lookupIn(application);
  const first = lookup.listenerOf(service);
  const listener =
    port === undefined ? first : lookup.listenersOf(service).find((each) => each.port === port);
  if (listener === undefined) return undefined;
  const own = lookup
    .service(service)
    .routes.filter((route) => lookup.listenerOfRoute(route).port === listener.port);
  const name = virtualServiceName(application, service);
  const authority = `${name}:${listener.port}`;
  return {
    service,
    listener,
    hosts: listener.port === first.port ? [name, authority] : [authority],
    authority,
    routes: readyRoutes(own, listener.protocol, (route) => throughService(route, listener, lookup)),
  };
}

function gatewayRoutes(
  application: MeshApplication,
  { routes, listener }: MeshGateway,
): Ready<ThroughGateway>[] {
  return readyRoutes(routes, listener.protocol, (route) => {
    const first = lookupIn(application).listenerOf(route.service).port;
    const { port = first } = route;
    const name = virtualServiceName(application, route.service);
    return throughGateway(route, { port, host: port === first ? name : `${name}:${port}` });
  });
}
