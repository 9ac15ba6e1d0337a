/** The network that an application lives in. */
import {
  completeOwnNetwork,
  type OwnNetwork,
  type OwnNetworkDefinition,
  ownNetworkShape,
} from './own-network';

export type NetworkDefinition = OwnNetworkDefinition;

export type Network = OwnNetwork;

export const networkShape = ownNetworkShape;

export function completeNetwork(definition: NetworkDefinition = {}): Network {
  return completeOwnNetwork(definition);
}

/** Stands in names of what another network replaces: only AWS knows the id of a VPC. */
export function networkKey(network: Network): string {
  return network.cidr;
}

/** Whether tasks reach the internet. */
export function leadsOut({ nat, publicIp }: Network): boolean {
  return nat !== 'none' || publicIp;
}
