/**
 * Which nodes are deployed together: an application in several stacks, so that one service can be deployed and deleted
 * alone.
 */
import { byKey } from './by-key';
import { named, type Shape, texts } from './checks/shape';

/** Stacks by the last part of their name: `crystal` is deployed as `<stage>-<application>-crystal`. */
export type StacksDefinition<Node extends string = string, Stack extends string = string> = {
  /**
   * The nodes that stay in the stack of what all share: cluster, zone, mesh, gateways, load balancers and every security
   * group with its rules. Often there are none.
   */
  readonly platform: readonly Node[];
} & {
  /** Every other node is in exactly one further stack, together with the nodes that answer the same service. */
  readonly [S in Stack]: readonly Node[];
};

export const stacksShape: Shape = named('stack', texts);

/** One stack and the nodes that stand in it. */
export interface StackNodes {
  readonly name: string;
  /** Sorted, each once. */
  readonly nodes: readonly string[];
}

export function completeStacks(definition: StacksDefinition | undefined): StackNodes[] {
  return Object.entries(definition ?? {})
    .sort(byKey)
    .map(([name, own]) => ({ name, nodes: [...own].sort() }));
}
