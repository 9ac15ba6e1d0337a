/** Mistakes in load balancers: their settings, and the destinations of their routes. */
import type { MeshApplication } from '../application';
import type { Problem } from '../checks/problem';
import { problems } from '../checks/problems';
import { validateName, validateRouteName } from '../checks/name-form';
import type { Quotas } from '../checks/quotas';
import { quote } from '../checks/value-text';
import { type Listener, pickListener } from '../listener';
import { validateIpAddressType } from './ip-address-type';
import { hasCertificate } from './load-balancer';
import { isAnswer, type MeshLoadBalancerRoute } from './load-balancer-route';
import { type MeshLoadBalancer, ownerOf, placeOfLoadBalancer, placesIn } from './mesh-load-balancer';
import { validateLoadBalancer } from './validate-load-balancer';
import { validateTargetHealth } from './validate-target-health';
import { validateRules } from './validate-rules';

export function validateLoadBalancers(application: MeshApplication, quotas: Quotas): Problem[] {
  const { loadBalancers } = application;
  return [
    ...loadBalancers
      .filter(({ name }, index) => loadBalancers[index + 1]?.name === name)
      .map(({ name }) => problems.loadBalancerTwice(`load balancer ${quote(name)}`, name)),
    ...loadBalancers.flatMap((loadBalancer) => validateOne(application, loadBalancer, quotas)),
    ...validateDomains(loadBalancers),
  ];
}

function validateOne(
  application: MeshApplication,
  loadBalancer: MeshLoadBalancer,
  quotas: Quotas,
): Problem[] {
  const placeOf = placesIn(loadBalancer);
  const where = placeOf();
  const { name, routes } = loadBalancer;
  // The name is that of the gateway or node, and is checked there.
  const isShort = ownerOf(loadBalancer) !== undefined && routes.length === 1;
  return [
    ...(isShort ? [] : validateName(name, where)),
    ...validateLoadBalancer(loadBalancer, { where, quotas }),
    ...validateTargetHealth(application, loadBalancer),
    ...validateIpAddressType(application, loadBalancer),
    ...(routes.some((route) => !isAnswer(route)) ? [] : [problems.loadBalancerRoutesEmpty(where)]),
    ...validateRules(loadBalancer, quotas),
    ...routes.flatMap((route) => {
      const place = placeOf(route);
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
  { gateway, node, port, redirect, respond }: MeshLoadBalancerRoute,
  standing: Standing,
): Problem[] {
  const { place } = standing;
  const ends = [gateway, node, redirect, respond].filter((end) => end !== undefined);
  if (ends.length !== 1) return [problems.loadBalancerRouteEnd(place)];
  if (gateway !== undefined) {
    const known = application.gateways.map(({ name }) => name);
    const found = application.gateways.find(({ name }) => name === gateway);
    if (found !== undefined) return validateProtocol(found.listener, standing);
    const isNode = application.nodes.some(({ name }) => name === gateway);
    return [
      isNode
        ? problems.loadBalancerGatewayNode(place, gateway)
        : problems.loadBalancerGatewayUnknown(place, gateway, known),
    ];
  }
  return node === undefined ? [] : validateNode(application, { node, port }, standing);
}

function validateNode(
  { nodes, externals, gateways }: MeshApplication,
  { node, port }: { readonly node: string; readonly port: number | undefined },
  standing: Standing,
): Problem[] {
  const { place } = standing;
  const found = nodes.find(({ name }) => name === node);
  if (found === undefined) {
    const isExternal = externals.some(({ name }) => name === node);
    if (gateways.some(({ name }) => name === node)) return [problems.loadBalancerNodeGateway(place, node)];
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

/**
 * A Network Load Balancer passes every protocol on. An Application Load Balancer speaks HTTP/2 only with clients that use
 * it, and so only over HTTPS.
 */
function validateProtocol({ protocol }: Listener, { loadBalancer, place }: Standing): Problem[] {
  if (loadBalancer.kind === 'network' || protocol === 'http') return [];
  if (protocol === 'tcp') return [problems.loadBalancerTcp(place)];
  return loadBalancer.kind === 'existing' || hasCertificate(loadBalancer)
    ? []
    : [problems.loadBalancerProtocol(place, protocol)];
}
