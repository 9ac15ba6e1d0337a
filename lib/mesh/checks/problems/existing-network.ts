/** What is wrong with a network that exists. */
import { type At, error, wrong } from './factory';

export const existingNetworkProblems = {
  networkBlock: (at: At, got: unknown) =>
    wrong(
      'network-block',
      at,
      'cidr must be an IPv4 block that begins with its first address',
      got,
      'use one such as "10.20.0.0/16", or leave it out for all blocks of the VPC',
    ),
  networkSubnetsEmpty: (at: At) =>
    error('network-subnets-empty', at, 'the list has no subnet', 'name one for each zone'),
  networkSubnetTwice: (at: At, got: unknown) =>
    wrong('network-subnet-twice', at, 'the same subnet is named twice', got, 'name each subnet once'),
  networkPublicMissing: (at: At, loadBalancers: string) =>
    error(
      'network-public-missing',
      at,
      `the load balancer of ${loadBalancers} faces the internet, and no public subnets are named`,
      'add `public`, one subnet for each zone',
    ),
  networkZonesFew: (at: At, loadBalancers: string, got: number) =>
    error(
      'network-zones-few',
      at,
      `the Application Load Balancer of ${loadBalancers} needs subnets in two zones or more, and ${got} is named`,
      'name one subnet for each zone, or use a Network Load Balancer',
    ),
} as const;
