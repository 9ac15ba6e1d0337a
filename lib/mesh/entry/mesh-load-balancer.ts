/** Every load balancer of an application with its routes, in the long form. After completion only this form is read. */
import { byKey } from '../by-key';
import { completeDomain, type Domain } from './domain';
import { quote } from '../checks/value-text';
import type { MeshGateway } from './gateway';
import type {
  ApplicationLoadBalancer,
  ExistingListener,
  LoadBalancer,
  NetworkLoadBalancer,
} from './load-balancer';
import {
  completeLoadBalancerRoute,
  destinationOf,
  isDefault,
  type LoadBalancerRouteDefinition,
  type MeshLoadBalancerRoute,
} from './load-balancer-route';
import { completeOpen, type Open } from './open';

export type LoadBalancerDefinition<
  Node extends string = string,
  Gateway extends string = string,
> = LoadBalancer & {
  /** By route name: lower-case letters, digits, `-` and `_`. */
  readonly routes: { readonly [route: string]: LoadBalancerRouteDefinition<Node, Gateway> };
};

interface Completed {
  readonly name: string;
  /** Sorted by name. */
  readonly routes: readonly MeshLoadBalancerRoute[];
  readonly internal: boolean;
  readonly domain?: Domain;
  /** Empty for an existing listener: the group of its load balancer decides. */
  readonly open: Open;
}

/** A load balancer that is made here. */
export type OwnMeshLoadBalancer =
  | (Omit<ApplicationLoadBalancer, 'domain' | 'internal' | 'open'> & Completed)
  | (Omit<NetworkLoadBalancer, 'domain' | 'internal' | 'open'> & Completed);

export type ExistingMeshLoadBalancer = Omit<ExistingListener, 'domain'> & Completed;

export type MeshLoadBalancer = OwnMeshLoadBalancer | ExistingMeshLoadBalancer;

interface Declared {
  readonly loadBalancers?: Readonly<Record<string, LoadBalancerDefinition>>;
  readonly gateways?: Readonly<Record<string, { readonly loadBalancer?: LoadBalancer }>>;
  readonly nodes: Readonly<Record<string, { readonly loadBalancer?: LoadBalancer }>>;
}

/** Sorted by name. A short form gets the name of its gateway or node, and one route, which leads there. */
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
  definitions: LoadBalancerDefinition['routes'],
): MeshLoadBalancer {
  const all = Object.entries(definitions)
    .sort(byKey)
    .map(([route, definition]) => completeLoadBalancerRoute(route, definition));
  // A single rule needs no number from the user.
  const isOnly = all.filter((route) => !isDefault(route)).length === 1;
  const routes = all.map((route) => (isOnly && !isDefault(route) ? { priority: 1, ...route } : route));
  const { domain, ...rest } = loadBalancer;
  const mayHaveOwn = rest.kind === 'application' && rest.certificateArn === undefined;
  const named = { ...(domain && { domain: completeDomain(domain, { mayHaveOwn }) }), name, routes };
  if (rest.kind === 'existing') return { ...rest, ...named, internal: false, open: [] };
  const { internal = false } = rest;
  return {
    ...rest,
    ...named,
    internal,
    open: completeOpen(rest.open ?? (internal ? 'network' : 'internet')),
  };
}

/** The name of a short form: that of its gateway or node. */
export function ownerOf({ name, routes }: MeshLoadBalancer): 'gateway' | 'node' | undefined {
  const own = routes.find((route) => destinationOf(route) === name);
  if (own === undefined) return undefined;
  return own.gateway === undefined ? 'node' : 'gateway';
}

/**
 * The place of its declaration, in the user's words. @param route a route of it; that of a short form has no name for the
 * user
 */
export const placeOfLoadBalancer = (loadBalancer: MeshLoadBalancer, route?: MeshLoadBalancerRoute): string =>
  placesIn(loadBalancer)(route);

/** The same for many routes: it looks for the owner once. */
export function placesIn(loadBalancer: MeshLoadBalancer): (route?: MeshLoadBalancerRoute) => string {
  const owner = ownerOf(loadBalancer);
  const { name, routes } = loadBalancer;
  const place =
    owner === undefined ? `load balancer ${quote(name)}` : `${owner} ${quote(name)} > load balancer`;
  const isShort = owner !== undefined && routes.length === 1;
  return (route) => (route === undefined || isShort ? place : `${place} > route ${quote(route.name)}`);
}

/** Those that lead requests to a gateway, by name. */
export function loadBalancersBefore(
  { loadBalancers }: { readonly loadBalancers: readonly MeshLoadBalancer[] },
  gateway: string,
): MeshLoadBalancer[] {
  return loadBalancers.filter(({ routes }) => routes.some((route) => route.gateway === gateway));
}

interface Entered {
  readonly gateways: readonly MeshGateway[];
  readonly loadBalancers: readonly MeshLoadBalancer[];
}

/** Names of gateways that have a name in the zone: no load balancer leads to them, or they declare `open`. */
export function gatewaysByName({ gateways, loadBalancers }: Entered): string[] {
  const entered = new Set(loadBalancers.flatMap(({ routes }) => routes.map(({ gateway }) => gateway)));
  return gateways
    .filter(({ name, open }) => open !== undefined || !entered.has(name))
    .map(({ name }) => name);
}

/** Which clients may connect to a gateway, beside its load balancers. */
export function openOf(application: Entered, { name, open }: MeshGateway): Open {
  return open ?? (gatewaysByName(application).includes(name) ? 'network' : []);
}
