/** Whether a network has room for the tasks and load balancers of its application. */
import type { MeshApplication } from '../application';
import { listNames, type Problem } from '../checks/problem';
import { problems } from '../checks/problems';
import { countSubnets, type ExistingNetwork } from './existing-network';
import { type FacingInternet, facingInternet } from './facing-internet';
import { declaredNetwork, validateNetwork } from './network';
import type { OwnNetwork } from './own-network';
import { validateTaskAddresses } from './task-addresses';
import { SMALLEST_ALB_SUBNET, subnetPrefix } from './subnets';

export function validateNetworkOf(
  application: Pick<MeshApplication, 'network' | 'loadBalancers' | 'nodes'>,
): Problem[] {
  const { network } = application;
  const found = validateNetwork(network);
  if (found.length > 0) return found;
  const facing = facingInternet(application);
  if (network.kind === 'existing') return validatePublic(network, facing);
  const declared = declaredNetwork(network);
  if (declared === undefined) return [];
  return [...validateSizes(declared, facing), ...validateTaskAddresses(declared, application)];
}

function validateSizes(network: OwnNetwork, { application }: FacingInternet): Problem[] {
  const prefix = subnetPrefix(network);
  if (prefix <= SMALLEST_ALB_SUBNET || application.length === 0) return [];
  return [problems.networkAlb('network', listNames(application), prefix)];
}

function validatePublic({ existing }: ExistingNetwork, { all, application }: FacingInternet): Problem[] {
  const where = 'network > existing';
  if (all.length === 0) return [];
  if (existing.public === undefined) return [problems.networkPublicMissing(where, listNames(all))];
  const count = countSubnets(existing.public);
  if (count === undefined || count > 1 || application.length === 0) return [];
  return [problems.networkZonesFew(`${where} > public`, listNames(application), count)];
}
