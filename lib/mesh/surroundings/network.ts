/** The network of an application: its own, one that exists, or that of another application. */
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
import {
  completeSharedNetwork,
  type SharedNetwork,
  type SharedNetworkDefinition,
  sharedNetworkShape,
} from './shared-network';

export type NetworkDefinition = OwnNetworkDefinition | ExistingNetworkDefinition | SharedNetworkDefinition;

export type Network = OwnNetwork | ExistingNetwork | SharedNetwork;

export const networkShape: Shape = (value, place) => {
  if (isObject(value) && 'existing' in value) return existingNetworkShape(value, place);
  return isObject(value) && 'of' in value ? sharedNetworkShape(value, place) : ownNetworkShape(value, place);
};

export function completeNetwork(definition: NetworkDefinition = {}): Network {
  if ('existing' in definition) return completeExistingNetwork(definition);
  return 'of' in definition ? completeSharedNetwork(definition) : completeOwnNetwork(definition);
}

/** The owner of a shared network is checked with the whole project, which knows it. */
export function validateNetwork(network: Network): Problem[] {
  if (network.kind === 'own') return validateOwnNetwork(network);
  return network.kind === 'existing' ? validateExistingNetwork(network) : [];
}

/** The network as the project knows it; undefined for one that exists. */
export function declaredNetwork(network: Network): OwnNetwork | undefined {
  if (network.kind === 'own') return network;
  return network.kind === 'of' ? network.owner : undefined;
}

/**
 * Part of the names of resources that another network would replace. Synth does not know the id of a VPC: only AWS does.
 */
export function networkKey(network: Network): string {
  if (network.kind === 'existing') return JSON.stringify(network.existing.vpc);
  return network.kind === 'own' ? network.cidr : JSON.stringify([network.of, network.owner?.cidr]);
}

/**
 * The network without a way to the internet. Undefined if there is a way, or if the network exists: only its owner knows
 * where its routes lead.
 */
export function closedNetwork(network: Network): OwnNetwork | undefined {
  const declared = declaredNetwork(network);
  return declared?.nat === 'none' && !declared.publicIp ? declared : undefined;
}

/** Whether subnets have IPv6 addresses too, as far as synth knows. */
export const hasIpv6 = (network: Network): boolean => declaredNetwork(network)?.ipv6 ?? false;

/** Whether tasks reach the internet. */
export const leadsOut = (network: Network): boolean => closedNetwork(network) === undefined;
