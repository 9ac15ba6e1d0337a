/** Mistakes in load balancers: what each says of itself, and where its routes lead. */
import type { MeshApplication } from '../application';
import type { Problem } from '../checks/problem';
import { problems } from '../checks/problems';
import { validateName, validateRouteName } from '../checks/name-form';
import { quote } from '../checks/value-text';
import { type Listener, pickListener } from '../listener';
import { validateDomain } from './domain';
import { validateLoadBalancer } from './load-balancer';
import type { MeshLoadBalancerRoute } from './load-balancer-route';
import { type MeshLoadBalancer, ownerOf, placeOfLoadBalancer } from './mesh-load-balancer';

export function validateLoadBalancers(application: MeshApplication): Problem[] {
  const { loadBalancers } = application;
  return [
    ...loadBalancers
      .filter(({ name }, index) => loadBalancers[index + 1]?.name === name)
      .map(({ name }) => problems.loadBalancerTwice(`load balancer ${quote(name)}`, name)),
    ...loadBalancers.flatMap((loadBalancer) => validateOne(application, loadBalancer)),
    ...validateDomains(loadBalancers),
  ];
}

function validateOne(application: MeshApplication, loadBalancer: MeshLoadBalancer): Problem[] {
  const where = placeOfLoadBalancer(loadBalancer);
  const { name, routes } = loadBalancer;
  // The name is that of the gateway or node, which is checked there.
  const isShort = ownerOf(loadBalancer) !== undefined && routes.length === 1;
  return [
    ...(isShort ? [] : validateName(name, where)),
    ...validateLoadBalancer(loadBalancer, where),
    ...(loadBalancer.domain === undefined ? [] : validateDomain(loadBalancer.domain, where)),
    ...(routes.length === 0 ? [problems.loadBalancerRoutesEmpty(where)] : []),
    ...routes.flatMap((route) => {
      const place = placeOfLoadBalancer(loadBalancer, route);
      return [
        ...(isShort ? [] : validateRouteName(route.name, place)),
        ...validateEnd(application, route, { loadBalancer, place }),
      ];
    }),
  ];
}

/** One name leads to one load balancer. */
function validateDomains(loadBalancers: readonly MeshLoadBalancer[]): Problem[] {
  const owners = new Map<string, string>();
  return loadBalancers.flatMap((loadBalancer) => {
    const where = placeOfLoadBalancer(loadBalancer);
    return [...new Set(loadBalancer.domain?.name)].flatMap((name) => {
      const owner = owners.get(name);
      owners.set(name, owner ?? where);
      return owner === undefined ? [] : [problems.domainTwice(`${where} > domain`, name, owner)];
    });
  });
}

interface Standing {
  readonly loadBalancer: MeshLoadBalancer;
  readonly place: string;
}

function validateEnd(
  application: MeshApplication,
  { gateway, node, port }: MeshLoadBalancerRoute,
  standing: Standing,
): Problem[] {
  const { place } = standing;
  if (gateway !== undefined && node === undefined) {
    const known = application.gateways.map(({ name }) => name);
    const found = application.gateways.find(({ name }) => name === gateway);
    return found === undefined
      ? [problems.loadBalancerGatewayUnknown(place, gateway, known)]
      : validateProtocol(found.listener, standing);
  }
  if (node === undefined || gateway !== undefined) return [problems.loadBalancerRouteEnd(place)];
  return validateNode(application, { node, port }, standing);
}

function validateNode(
  { nodes, externals }: MeshApplication,
  { node, port }: { readonly node: string; readonly port: number | undefined },
  standing: Standing,
): Problem[] {
  const { place } = standing;
  const found = nodes.find(({ name }) => name === node);
  if (found === undefined) {
    const isExternal = externals.some(({ name }) => name === node);
    return [
      isExternal
        ? problems.loadBalancerNodeExternal(place, node)
        : problems.loadBalancerNodeUnknown(
            place,
            node,
            nodes.map(({ name }) => name),
          ),
    ];
  }
  if (found.runs.kind !== 'service') return [problems.loadBalancerNodeJob(place, node, found.runs.kind)];
  const listener = pickListener(found.listeners, port);
  if (listener !== undefined) return validateProtocol(listener, standing);
  return [
    found.listeners.length === 0
      ? problems.loadBalancerNodeSilent(place, node)
      : problems.loadBalancerPortUnknown(place, port, {
          node,
          known: found.listeners.map((each) => each.port),
        }),
  ];
}

/** A Network Load Balancer passes every protocol on. */
function validateProtocol({ protocol }: Listener, { loadBalancer, place }: Standing): Problem[] {
  return loadBalancer.kind === 'application' && protocol !== 'http'
    ? [problems.loadBalancerProtocol(place, protocol)]
    : [];
}
