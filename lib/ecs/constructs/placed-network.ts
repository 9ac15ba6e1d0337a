/** The network of an application as its stacks see it: ids that exist, or tokens. */

/** IPv4: one block that synth knows, or a list for `for_each`: a VPC has up to five, and only AWS knows them. */
export interface NetworkBlocks {
  readonly ipv4: string | { readonly each: string[] };
  /** @default - none */
  readonly ipv6?: string;
}

export interface PlacedNetwork {
  readonly vpcId: string;
  /** The subnets of load balancers that face the internet. */
  readonly publicSubnetIds: readonly string[];
  /** The subnets of tasks. */
  readonly privateSubnetIds: readonly string[];
  /** The blocks of addresses that count as the network. */
  readonly blocks: NetworkBlocks;
}
