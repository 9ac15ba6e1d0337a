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
  if (network.kind === 'existing')
    return [...validatePublic(network, facing), ...validatePrivate(network, application)];
  const declared = declaredNetwork(network);
  if (declared === undefined) return [];
  return [...validateSizes(declared, application), ...validateTaskAddresses(declared, application)];
}

type Entered = Pick<MeshApplication, 'loadBalancers'>;

/** Private subnets are as large as public ones. */
function validateSizes(network: OwnNetwork, { loadBalancers }: Entered): Problem[] {
  const prefix = subnetPrefix(network);
  const found = loadBalancers.filter(({ kind }) => kind === 'application').map(({ name }) => name);
  if (prefix <= SMALLEST_ALB_SUBNET || found.length === 0) return [];
  return [problems.networkAlb('network', listNames(found), prefix)];
}

/** An internal load balancer stands in the subnets of tasks. */
function validatePrivate({ existing }: ExistingNetwork, { loadBalancers }: Entered): Problem[] {
  const found = loadBalancers
    .filter(({ kind, internal }) => kind === 'application' && internal)
    .map(({ name }) => name);
  const count = countSubnets(existing.private);
  if (count === undefined || count > 1 || found.length === 0) return [];
  return [problems.networkZonesFew('network > existing > private', listNames(found), count)];
}

function validatePublic({ existing }: ExistingNetwork, { all, application }: FacingInternet): Problem[] {
  const where = 'network > existing';
  if (all.length === 0) return [];
  if (existing.public === undefined) return [problems.networkPublicMissing(where, listNames(all))];
  const count = countSubnets(existing.public);
  if (count === undefined || count > 1 || application.length === 0) return [];
  return [problems.networkZonesFew(`${where} > public`, listNames(application), count)];
}
