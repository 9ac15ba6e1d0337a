/** Where the stacks of an application find its network: in its stack `network`, or in what exists. */
import type { PlacedNetwork } from '../ecs/constructs/placed-network';
import type { ExistingNetworkDefinition } from '../mesh/surroundings/existing-network';
import type { SubnetNeeds } from '../mesh/surroundings/facing-internet';
import type { MeshStack } from './parts/mesh-stack';

export interface NetworkSource {
  /** @param needs of load balancers of the stack @default - it has no load balancer */
  readBy(consumer: MeshStack, needs?: SubnetNeeds): PlacedNetwork;
}

/** Each stack reads it itself: no stack of ours holds it. */
export function existingNetwork({ existing: network, publicIp }: ExistingNetworkDefinition): NetworkSource {
  return {
    readBy: (consumer, needs) =>
      new (constructs().ExistingNetwork)(consumer, 'Network', {
        network,
        ...(publicIp && { publicIp }),
        references: consumer.references,
        ...needs,
      }),
  };
}

/** Loaded where a network exists, so that it costs no other synth. */
const constructs = () =>
  require('../ecs/constructs/existing-network') as typeof import('../ecs/constructs/existing-network');
