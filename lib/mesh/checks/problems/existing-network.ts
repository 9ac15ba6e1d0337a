/** Problems of things that exist: a network, a cluster, a namespace. */
import { listNames } from '../problem';
import { quote } from '../value-text';
import { type At, error, type Names, suggest, wrong } from './factory';

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
  networkPublicTasks: (at: At) =>
    error(
      'network-public-tasks',
      at,
      'tasks with public addresses run in public subnets, and none are named',
      'add `public`, one subnet for each zone, or leave publicIp out',
    ),
  networkZonesFew: (at: At, loadBalancers: string, got: number) =>
    error(
      'network-zones-few',
      at,
      `the Application Load Balancer of ${loadBalancers} needs subnets in two zones or more, and ${got} is named`,
      'name one subnet for each zone, or use a Network Load Balancer',
    ),
  clusterName: (at: At, got: unknown) =>
    wrong('cluster-name', at, 'ECS takes 1 to 255 letters, digits, "-" and "_"', got, 'use such a name'),
  clusterBoth: (at: At) =>
    error(
      'cluster-both',
      at,
      '`name` names a cluster of its own, and `existing` uses one that is there',
      'keep one of them',
    ),
  clusterInsights: (at: At, got: unknown) =>
    wrong(
      'cluster-insights',
      at,
      'it is a setting of the cluster, and a cluster that exists is not changed',
      got,
      'remove it, or have the team that owns the cluster set it',
    ),
  namespaceNetwork: (at: At) =>
    error(
      'namespace-network',
      at,
      'a namespace that exists belongs to a VPC that exists, and this network makes one',
      'use `network: { existing: { … } }` with the VPC of the namespace, or a namespace of its own',
    ),
  networkOwnerUnknown: (at: At, name: string, owners: Names) =>
    error(
      'network-owner-unknown',
      at,
      `${quote(name)} is no application with a network of its own, such are: ${listNames(owners)}`,
      suggest(name, owners, 'fix the name'),
    ),
  networkOwnerNone: (at: At, name: string, owners: Names) =>
    error(
      'network-owner-none',
      at,
      `application ${quote(name)} lives in a network that is not its own`,
      owners.length === 0 ? 'use the same `existing`' : `name its owner, or one of ${listNames(owners)}`,
    ),
  namespaceTwice: (at: At, namespace: string, other: string) =>
    error(
      'namespace-twice',
      at,
      `${other} lives in the same network, and a VPC has one private zone ${quote(namespace)}`,
      'give one of them another namespace',
    ),
  namespaceNames: (at: At, names: Names, other: string) =>
    error(
      'namespace-names',
      at,
      `${other} has the same namespace, and both take ${listNames(names)}`,
      'rename them in one of the two',
    ),
} as const;
