/**
 * Without a mesh a service is one node, the one that answers. Callers use the name under which its tasks are registered.
 */
import type { ServiceAddress } from '../../mesh/address';
import type { MeshApplication } from '../../mesh/application';
import type { MeshGateway } from '../../mesh/entry/gateway';
import { type Listener, pickListener } from '../../mesh/listener';
import { lookupIn } from '../../mesh/lookup';
import { hostText } from '../../mesh/surroundings/external-host';
import { takesEverything } from '../../mesh/match/match';
import { virtualServiceName } from '../../mesh/account-names';
import { inOrder, type Ordered } from '../../mesh/match/route-order';
import type { MeshService } from '../../mesh/service';

/** The route that takes every request, or else the one that is tried first. */
function routeForAll<Route extends Ordered>(routes: readonly Route[]): Route | undefined {
  return routes.find(({ match }) => takesEverything(match)) ?? inOrder(routes)[0];
}

/**
 * The target with the most weight, in the route that takes every request or else in the first. Among equals, the first by
 * name.
 */
export function answeringNode(service: MeshService): string {
  const route = routeForAll(service.routes);
  const [first, ...others] = route?.targets ?? [];
  return (
    others.reduce((best, target) => (target.weight > (best?.weight ?? 0) ? target : best), first)?.node ?? ''
  );
}

/**
 * The service that a gateway's load balancer leads to: that of the route for every path, or of the first route. Undefined
 * without routes.
 */
export function enteredService({ routes }: MeshGateway): string | undefined {
  return routeForAll(routes)?.service;
}

/** The node that a gateway's load balancer leads to. */
export function enteredNode(application: MeshApplication, gateway: MeshGateway): string | undefined {
  const service = enteredService(gateway);
  return service === undefined ? undefined : answeringNode(lookupIn(application).service(service));
}

/** The listener of that node: on the port of the gateway's route, or the first one of the service. */
export function enteredListener(application: MeshApplication, { routes }: MeshGateway): Listener | undefined {
  const route = routeForAll(routes);
  return route && pickListener(lookupIn(application).listenersOf(route.service), route.port);
}

/** The host at which callers find a service: the node's name in the zone, or the host of an external node. */
export function addressIn(application: MeshApplication) {
  const lookup = lookupIn(application);
  return (service: string): ServiceAddress => {
    const node = answeringNode(lookup.service(service));
    const external = lookup.external(node);
    const host = external ? hostText(external.host) : virtualServiceName(application, node);
    return { scheme: 'http', host, port: lookup.listenerOf(service).port };
  };
}
