/** Every load balancer of an application with its routes: the long form, which alone is read after completion. */
import { byKey } from '../by-key';
import { completeDomain, type Domain } from './domain';
import { quote } from '../checks/value-text';
import type { LoadBalancer } from './load-balancer';
import {
  completeLoadBalancerRoute,
  destinationOf,
  type LoadBalancerRouteDefinition,
  type MeshLoadBalancerRoute,
} from './load-balancer-route';

export type LoadBalancerDefinition<
  Node extends string = string,
  Gateway extends string = string,
> = LoadBalancer & {
  /** By route name: lower-case letters, digits, `-` and `_`. */
  readonly routes: { readonly [route: string]: LoadBalancerRouteDefinition<Node, Gateway> };
};

export type MeshLoadBalancer = LoadBalancer & {
  readonly name: string;
  /** Sorted by name. */
  readonly routes: readonly MeshLoadBalancerRoute[];
  readonly domain?: Domain;
};

interface Declared {
  readonly loadBalancers?: Readonly<Record<string, LoadBalancerDefinition>>;
  readonly gateways?: Readonly<Record<string, { readonly loadBalancer?: LoadBalancer }>>;
  readonly nodes: Readonly<Record<string, { readonly loadBalancer?: LoadBalancer }>>;
}

/** Sorted by name. The short form on a gateway or node has its name, and one route, which leads to it. */
export function completeLoadBalancers({
  loadBalancers = {},
  gateways = {},
  nodes,
}: Declared): MeshLoadBalancer[] {
  const all = [
    ...Object.entries(loadBalancers).map(([name, { routes, ...rest }]) => complete(name, rest, routes)),
    ...Object.entries(gateways).flatMap(([gateway, { loadBalancer }]) =>
      loadBalancer ? [complete(gateway, loadBalancer, { [gateway]: { gateway } })] : [],
    ),
    ...Object.entries(nodes).flatMap(([node, { loadBalancer }]) =>
      loadBalancer ? [complete(node, loadBalancer, { [node]: { node } })] : [],
    ),
  ];
  return all
    .map((one) => [one.name, one] as const)
    .sort(byKey)
    .map(([, one]) => one);
}

function complete(
  name: string,
  loadBalancer: LoadBalancer,
  routes: LoadBalancerDefinition['routes'],
): MeshLoadBalancer {
  const { domain, ...rest } = loadBalancer;
  const mayHaveOwn = rest.kind === 'application' && rest.certificateArn === undefined;
  return {
    ...rest,
    ...(domain && { domain: completeDomain(domain, { mayHaveOwn }) }),
    name,
    routes: Object.entries(routes)
      .sort(byKey)
      .map(([route, definition]) => completeLoadBalancerRoute(route, definition)),
  };
}

/** What it is called by where it stands before the gateway or node of its name. */
export function ownerOf({ name, routes }: MeshLoadBalancer): 'gateway' | 'node' | undefined {
  const own = routes.find((route) => destinationOf(route) === name);
  if (own === undefined) return undefined;
  return own.gateway === undefined ? 'node' : 'gateway';
}

/** Where it is declared, in the user's words. @param route - of it; that of a short form has no name to the user */
export function placeOfLoadBalancer(loadBalancer: MeshLoadBalancer, route?: MeshLoadBalancerRoute): string {
  const owner = ownerOf(loadBalancer);
  const name = quote(loadBalancer.name);
  if (owner !== undefined) return `${owner} ${name} > load balancer`;
  return `load balancer ${name}${route === undefined ? '' : ` > route ${quote(route.name)}`}`;
}

/** Those that lead requests to a gateway, by name. */
export function loadBalancersBefore(
  { loadBalancers }: { readonly loadBalancers: readonly MeshLoadBalancer[] },
  gateway: string,
): MeshLoadBalancer[] {
  return loadBalancers.filter(({ routes }) => routes.some((route) => route.gateway === gateway));
}

/** Names of gateways that no load balancer leads to: the network finds them by name. */
export function innerGateways({
  gateways,
  loadBalancers,
}: {
  readonly gateways: readonly { readonly name: string }[];
  readonly loadBalancers: readonly MeshLoadBalancer[];
}): string[] {
  const entered = new Set(loadBalancers.flatMap(({ routes }) => routes.map(({ gateway }) => gateway)));
  return gateways.map(({ name }) => name).filter((name) => !entered.has(name));
}
