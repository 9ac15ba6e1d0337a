/** The network of an application as its stacks see it: ids that exist, or tokens. */

/** One block that synth knows, or a list for `for_each`: a VPC has up to five blocks, and only AWS knows them. */
export type NetworkBlocks = string | { readonly each: string[] };

export interface PlacedNetwork {
  readonly vpcId: string;
  /** Load balancers that face the internet stand in these. */
  readonly publicSubnetIds: readonly string[];
  /** Tasks run in these. */
  readonly privateSubnetIds: readonly string[];
  /** Whose addresses count as the network. */
  readonly blocks: NetworkBlocks;
}
