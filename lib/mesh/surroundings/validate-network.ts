/** What a network must have room for: the load balancers of the application that lives in it. */
import type { MeshApplication } from '../application';
import { listNames, type Problem } from '../checks/problem';
import { problems } from '../checks/problems';
import { validateOwnNetwork } from './own-network';
import { SMALLEST_ALB_SUBNET, subnetPrefix } from './subnets';

export function validateNetworkOf(
  application: Pick<MeshApplication, 'network' | 'loadBalancers'>,
): Problem[] {
  const found = validateOwnNetwork(application.network);
  return found.length > 0 ? found : validateLoadBalancerSubnets(application);
}

function validateLoadBalancerSubnets({
  network,
  loadBalancers,
}: Pick<MeshApplication, 'network' | 'loadBalancers'>): Problem[] {
  const prefix = subnetPrefix(network);
  const balanced = loadBalancers.filter(({ kind }) => kind === 'application');
  if (prefix <= SMALLEST_ALB_SUBNET || balanced.length === 0) return [];
  return [problems.networkAlb('network', listNames(balanced.map(({ name }) => name)), prefix)];
}
