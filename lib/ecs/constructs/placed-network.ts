/** The network of an application as its stacks see it: ids that exist, or tokens. */

/** One block that synth knows, or a list for `for_each`: a VPC has up to five blocks, and only AWS knows them. */
export type NetworkBlocks = string | { readonly each: string[] };

export interface PlacedNetwork {
  readonly vpcId: string;
  /** The subnets of load balancers that face the internet. */
  readonly publicSubnetIds: readonly string[];
  /** The subnets of tasks. */
  readonly privateSubnetIds: readonly string[];
  /** The blocks of addresses that count as the network. */
  readonly blocks: NetworkBlocks;
}
