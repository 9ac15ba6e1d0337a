/** Problems of a request itself: no node of this application could send it. */
import { isDefault } from '../entry/load-balancer-route';
import type { MeshLoadBalancer } from '../entry/mesh-load-balancer';
import type { Problem } from '../checks/problem';
import {
  requestCallerUnknown,
  requestPath,
  requestServiceAtGateway,
  requestServiceAtLoadBalancer,
  requestServiceMissing,
  requestServiceUnknown,
} from './problems';
import type { MeshRequest } from './request';
import type { Resolver } from './resolver';

/**
 * The load balancer whose client the request is. One on a gateway has its name and leads all requests to it, so the gateway
 * is meant; a node of its name is meant where it calls a service.
 */
export function loadBalancerAsked(
  { loadBalancers, gateways, nodes }: Pick<Resolver, 'loadBalancers' | 'gateways' | 'nodes'>,
  { from, to }: Pick<MeshRequest, 'from' | 'to'>,
): MeshLoadBalancer | undefined {
  const found = loadBalancers.get(from);
  if (found === undefined) return undefined;
  if (nodes.has(from)) return to === undefined ? found : undefined;
  const isPlain = found.routes.every((route) => isDefault(route) && route.gateway === from);
  return gateways.has(from) && isPlain ? undefined : found;
}

/** Visible ASCII: Envoy answers anything else with 400. */
const PATH = /^\/[\x21-\x7e]*$/;

export function validateRequest(resolver: Resolver, { from, to, path }: MeshRequest): Problem[] {
  const { nodes, gateways, loadBalancers, services } = resolver;
  const node = nodes.get(from);
  const isGateway = gateways.has(from);
  const isLoadBalancer = loadBalancerAsked(resolver, { from, ...(to !== undefined && { to }) }) !== undefined;
  return [
    ...(node === undefined && !isGateway && !loadBalancers.has(from)
      ? [
          requestCallerUnknown(from, [
            ...new Set([...nodes.keys(), ...gateways.keys(), ...loadBalancers.keys()]),
          ]),
        ]
      : []),
    ...(to !== undefined && !services.has(to) ? [requestServiceUnknown(to, [...services])] : []),
    ...(node !== undefined && to === undefined && !isLoadBalancer
      ? [requestServiceMissing(from, node.backends)]
      : []),
    ...(isGateway && to !== undefined ? [requestServiceAtGateway(from, to)] : []),
    ...(isLoadBalancer && !isGateway && to !== undefined ? [requestServiceAtLoadBalancer(from, to)] : []),
    ...(path !== undefined && !PATH.test(path) ? [requestPath(path)] : []),
  ];
}
