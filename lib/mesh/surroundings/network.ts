/** The network that an application lives in: its own, or one that exists. */
import { isObject, type Shape } from '../checks/shape';
import type { Problem } from '../checks/problem';
import {
  completeExistingNetwork,
  type ExistingNetwork,
  type ExistingNetworkDefinition,
  existingNetworkShape,
  validateExistingNetwork,
} from './existing-network';
import {
  completeOwnNetwork,
  type OwnNetwork,
  type OwnNetworkDefinition,
  ownNetworkShape,
  validateOwnNetwork,
} from './own-network';

export type NetworkDefinition = OwnNetworkDefinition | ExistingNetworkDefinition;

export type Network = OwnNetwork | ExistingNetwork;

export const networkShape: Shape = (value, place) =>
  isObject(value) && 'existing' in value ? existingNetworkShape(value, place) : ownNetworkShape(value, place);

export function completeNetwork(definition: NetworkDefinition = {}): Network {
  return 'existing' in definition ? completeExistingNetwork(definition) : completeOwnNetwork(definition);
}

export function validateNetwork(network: Network): Problem[] {
  return network.kind === 'own' ? validateOwnNetwork(network) : validateExistingNetwork(network);
}

/** Stands in names of what another network replaces: only AWS knows the id of a VPC. */
export function networkKey(network: Network): string {
  return network.kind === 'own' ? network.cidr : JSON.stringify(network.existing.vpc);
}

/**
 * The network from which no way leads to the internet. Undefined where one does, as in each network that exists: what its
 * routes lead to is known to its owner alone.
 */
export function closedNetwork(network: Network): OwnNetwork | undefined {
  const isClosed = network.kind === 'own' && network.nat === 'none' && !network.publicIp;
  return isClosed ? network : undefined;
}

/** Whether tasks reach the internet. */
export const leadsOut = (network: Network): boolean => closedNetwork(network) === undefined;
