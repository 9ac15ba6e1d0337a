/** The network of another application of the project. That application owns the network, and is deployed first. */
import { fields } from '../checks/fields';
import { text } from '../checks/shape';
import type { OwnNetwork } from './own-network';

export interface SharedNetworkDefinition {
  /** Name of the application whose network it is, in the same stage. It must have a network of its own. */
  readonly of: string;
}

export const sharedNetworkShape = fields<SharedNetworkDefinition>({ of: text });

export interface SharedNetwork extends SharedNetworkDefinition {
  readonly kind: 'of';
  /** The owner's declaration. Absent if the application is read alone, as in its own tests. */
  readonly owner?: OwnNetwork;
}

export function completeSharedNetwork({ of }: SharedNetworkDefinition): SharedNetwork {
  return { kind: 'of', of };
}
