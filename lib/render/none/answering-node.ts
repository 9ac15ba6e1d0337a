/** Without a mesh a service is one node: the one that answers, by the name its tasks are registered under. */
import type { ServiceAddress } from '../../mesh/address';
import type { MeshApplication } from '../../mesh/application';
import type { MeshGateway } from '../../mesh/gateway';
import { type Lookup, lookupIn } from '../../mesh/lookup';
import { virtualServiceName } from '../../mesh/names';
import type { MeshService } from '../../mesh/service';

/** The target with the most weight of the route that takes every path, or of the first; the first by name of equals. */
export function answeringNode(service: MeshService): string {
  const route = service.routes.find(({ match }) => match.prefix === '/') ?? service.routes[0];
  const [first, ...others] = route?.targets ?? [];
  return (
    others.reduce((best, target) => (target.weight > (best?.weight ?? 0) ? target : best), first)?.node ?? ''
  );
}

/** The service that a gateway's load balancer leads to: the one for every path, or for the first; none without routes. */
export function enteredService({ routes }: MeshGateway): string | undefined {
  return (routes.find(({ match }) => match.prefix === '/') ?? routes[0])?.service;
}

/** The node that a gateway's load balancer leads to. */
export function enteredNode(gateway: MeshGateway, lookup: Lookup): string | undefined {
  const service = enteredService(gateway);
  return service === undefined ? undefined : answeringNode(lookup.service(service));
}

/** Where callers of a service find it. */
export function addressIn(application: MeshApplication, lookup: Lookup = lookupIn(application)) {
  return (service: string): ServiceAddress => ({
    scheme: 'http',
    host: virtualServiceName(application, answeringNode(lookup.service(service))),
    port: lookup.listenerOf(service).port,
  });
}
