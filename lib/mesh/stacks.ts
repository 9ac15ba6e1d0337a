/** Which nodes are deployed together: an application in several stacks, so that one service can go and come alone. */
import { byKey } from './by-key';
import { named, type Shape, texts } from './checks/shape';

/** Stack names, as they end: `crystal` is deployed as `<stage>-<application>-crystal`. */
export type StacksDefinition<Node extends string = string, Stack extends string = string> = {
  /**
   * The nodes that stay with what all share: cluster, zone, mesh, gateways, load balancers and every security group with
   * its rules. Often none.
   */
  readonly platform: readonly Node[];
} & {
  /** Every other node stands in exactly one further stack, together with the nodes that answer the same service. */
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
