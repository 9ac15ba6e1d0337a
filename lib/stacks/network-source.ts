/** Where the stacks of an application find its network: in its stack `network`, or in what exists. */
import type { PlacedNetwork } from '../ecs/constructs/placed-network';
import type { ExistingNetworkDefinition } from '../mesh/surroundings/existing-network';
import type { MeshStack } from './parts/mesh-stack';

export interface NetworkSource {
  /** @param publicZones in which load balancers of the stack need a subnet @default - it has no load balancer */
  readBy(consumer: MeshStack, publicZones?: number): PlacedNetwork;
}

/** Each stack reads it itself: no stack of ours holds it. */
export function existingNetwork({ existing: network, publicIp }: ExistingNetworkDefinition): NetworkSource {
  return {
    readBy: (consumer, zones) =>
      new (constructs().ExistingNetwork)(consumer, 'Network', {
        network,
        ...(publicIp && { publicIp }),
        references: consumer.references,
        ...(zones !== undefined && { publicZones: zones }),
      }),
  };
}

/** Loaded where a network exists, so that it costs no other synth. */
const constructs = () =>
  require('../ecs/constructs/existing-network') as typeof import('../ecs/constructs/existing-network');
