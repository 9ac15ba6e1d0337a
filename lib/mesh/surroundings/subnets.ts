/** How the block of a network is divided: a public and a private subnet for each zone. */
import { addressesIn, blockText, readBlock } from './address-block';

export interface SubnetBlocks {
  readonly public: readonly string[];
  readonly private: readonly string[];
}

/** Blocks of AWS are /28 at the smallest (https://docs.aws.amazon.com/vpc/latest/userguide/subnet-sizing.html). */
export const SMALLEST_SUBNET = 28;

/**
 * An Application Load Balancer needs subnets of /27 or more, with 8 free addresses
 * (https://docs.aws.amazon.com/elasticloadbalancing/latest/application/application-load-balancers.html#subnets-load-balancer).
 */
export const SMALLEST_ALB_SUBNET = 27;

/** AWS reserves the first four addresses of each subnet, and the last. */
const KEPT = 5;

export const usableAddresses = (prefix: number): number => addressesIn(prefix) - KEPT;

/**
 * Sixteen equal subnets, so that a network may later get up to six zones and no subnet moves. A block of /24 or smaller
 * has no room for that: it is divided by the zones that it has.
 */
export function subnetPrefix({ cidr, zones }: { readonly cidr: string; readonly zones: number }): number {
  const prefix = readBlock(cidr)?.prefix ?? 0;
  const ofSixteen = prefix + 4;
  if (ofSixteen <= SMALLEST_ALB_SUBNET) return ofSixteen;
  return prefix + 1 + Math.ceil(Math.log2(zones));
}

/** Public subnets come from the first half of the block, private ones from the second. The block is a valid one. */
export function subnetBlocks(network: { readonly cidr: string; readonly zones: number }): SubnetBlocks {
  const { first, prefix } = readBlock(network.cidr) ?? { first: 0, prefix: 0 };
  const subnet = subnetPrefix(network);
  const half = addressesIn(prefix) / 2;
  const from = (start: number) =>
    Array.from({ length: network.zones }, (_, index) =>
      blockText({ first: start + index * addressesIn(subnet), prefix: subnet }),
    );
  return { public: from(first), private: from(first + half) };
}
