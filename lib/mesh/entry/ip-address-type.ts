/** Whether clients reach a load balancer over IPv6 too. What stands behind it is called over IPv4. */
import type { MeshApplication } from '../application';
import type { Problem } from '../checks/problem';
import { problems } from '../checks/problems';
import { hasIpv6, type Network } from '../surroundings/network';
import { isIpv6Block } from './client-block';
import { type MeshLoadBalancer, placeOfLoadBalancer } from './mesh-load-balancer';

/** Where it says nothing, its network decides. Of a network that exists, synth knows no IPv6 block. */
export function isDualstack(loadBalancer: MeshLoadBalancer, network: Network): boolean {
  if (loadBalancer.kind === 'existing') return false;
  const { ipAddressType } = loadBalancer;
  return ipAddressType === undefined ? hasIpv6(network) : ipAddressType === 'dualstack';
}

/** AWS gives a load balancer IPv6 addresses only in subnets that have them, and one without them meets no IPv6 client. */
export function validateIpAddressType(
  { network }: Pick<MeshApplication, 'network'>,
  loadBalancer: MeshLoadBalancer,
): Problem[] {
  if (loadBalancer.kind === 'existing' || isUnknown(network)) return [];
  const where = placeOfLoadBalancer(loadBalancer);
  if (isDualstack(loadBalancer, network))
    return network.kind === 'existing' || hasIpv6(network) ? [] : [problems.dualstackNetwork(where)];
  const { open, routes } = loadBalancer;
  const blocks = typeof open === 'string' ? [] : open.filter((each) => typeof each === 'string');
  return [
    ...blocks.filter(isIpv6Block).map((block) => problems.openIpv6Unused(`${where} > open`, block)),
    ...routes.flatMap((route) =>
      route.match
        .filter(({ kind, values }) => kind === 'sourceIp' && values.length > 0 && values.every(isIpv6Block))
        .map(({ values }) => problems.ruleIpv6(placeOfLoadBalancer(loadBalancer, route), values)),
    ),
  ];
}

/** The owner of a shared network is known where the whole project is read. */
const isUnknown = (network: Network) => network.kind === 'of' && network.owner === undefined;
