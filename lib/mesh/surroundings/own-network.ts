/** A network of the application's own: its block, its zones, and how its tasks reach the internet. */
import { checkLimit } from '../checks/limit';
import { limits } from '../checks/limits';
import type { Problem } from '../checks/problem';
import { problems } from '../checks/problems';
import { flag, leaf, number, text, texts } from '../checks/shape';
import { fieldsIn, optional } from '../checks/fields';
import { elsewhere } from '../checks/misplaced-fields';
import { blockAround, isPrivate, readBlock } from './address-block';
import {
  completeFlowLogs,
  type FlowLogs,
  type FlowLogsDefinition,
  flowLogsShape,
  validateFlowLogs,
} from './flow-logs';
import { SMALLEST_SUBNET, subnetPrefix } from './subnets';

/** NAT gateways: one for all zones, one in each zone, or none. */
export const natModes = ['one', 'zone', 'none'] as const;
export type NatMode = (typeof natModes)[number];

export interface OwnNetworkDefinition {
  /** A private IPv4 block of /16 to /26; an Application Load Balancer needs /25 or more. @default '10.0.0.0/16' */
  readonly cidr?: string;
  /** Availability zones, 2 to 6; each gets a public and a private subnet. @default 2 */
  readonly zones?: number;
  /**
   * How tasks reach the internet. `one`: when its zone fails, no task has a way out. `zone`: each zone has its own.
   * `none`: VPC endpoints lead to the AWS services that tasks call, and tasks reach nothing else.
   * @default 'one'; 'none' with `publicIp`
   */
  readonly nat?: NatMode;
  /**
   * Tasks run in the public subnets, each with a public address of its own, and need no NAT gateway. Security groups do
   * not change: an address alone opens no port. @default false
   */
  readonly publicIp?: boolean;
  /**
   * AWS services that the application itself calls inside the network, as the names of VPC endpoints end: `sqs`, `s3`,
   * `kinesis-streams`. Without a way to the internet, the services that Meshwright's own containers call are added.
   * @default []
   */
  readonly endpoints?: readonly string[];
  /**
   * The VPC also has a block of IPv6 addresses from Amazon, and each subnet a /64 of it. Tasks reach the internet over
   * IPv6 too; the internet does not reach them. Load balancers have IPv6 addresses too. Names of the mesh stay IPv4.
   * @default false
   */
  readonly ipv6?: boolean;
  /** A record of each connection, for the whole VPC. @default - none */
  readonly flowLogs?: FlowLogsDefinition;
}

export const ownNetworkShape = fieldsIn(elsewhere.network)<OwnNetworkDefinition>({
  cidr: optional(text),
  zones: optional(number),
  nat: optional(leaf('"one", "zone" or "none"', (value) => typeof value === 'string')),
  publicIp: optional(flag),
  endpoints: optional(texts),
  ipv6: optional(flag),
  flowLogs: optional(flowLogsShape),
});

export interface OwnNetwork extends Required<Omit<OwnNetworkDefinition, 'flowLogs'>> {
  readonly kind: 'own';
  readonly flowLogs?: FlowLogs;
}

export function completeOwnNetwork(definition: OwnNetworkDefinition = {}): OwnNetwork {
  const { cidr = '10.0.0.0/16', zones = 2, publicIp = false, endpoints = [], ipv6 = false } = definition;
  const { nat = publicIp ? 'none' : 'one', flowLogs } = definition;
  return {
    kind: 'own',
    cidr,
    zones,
    nat,
    publicIp,
    endpoints: [...new Set(endpoints)].sort(),
    ipv6,
    ...(flowLogs && { flowLogs: completeFlowLogs(flowLogs) }),
  };
}

export function validateOwnNetwork(network: OwnNetwork): Problem[] {
  const { cidr, zones, nat, publicIp, endpoints, flowLogs } = network;
  const found = [...checkLimit(limits.zones, zones, 'network'), ...validateCidr(cidr)];
  return [
    ...found,
    ...(natModes.includes(nat) ? [] : [problems.networkNat('network', nat, natModes)]),
    ...(publicIp && nat !== 'none' ? [problems.networkNatUnused('network', nat)] : []),
    ...endpoints
      .filter((service) => !SERVICE.test(service) || service.includes('amazonaws.'))
      .map((service) => problems.networkEndpoint('network > endpoints', service)),
    ...(flowLogs ? validateFlowLogs(flowLogs) : []),
    ...(found.length === 0 ? validateSubnets(network) : []),
  ];
}

/** https://docs.aws.amazon.com/vpc/latest/privatelink/aws-services-privatelink-support.html */
const SERVICE = /^(?!com\.amazonaws\.)[a-z0-9]+([.-][a-z0-9]+)*$/;

/** AWS takes a VPC of /16 to /28. Two zones have four subnets, so a block of /27 would have subnets that AWS refuses. */
function validateCidr(cidr: string): Problem[] {
  const block = readBlock(cidr);
  if (block !== undefined && block.prefix >= 16 && block.prefix <= 26 && isPrivate(block)) return [];
  return [problems.networkCidr('network', cidr, betterCidr(cidr))];
}

/** The block that was probably meant, if the address is not its first one. */
function betterCidr(cidr: string): string {
  const around = blockAround(cidr);
  return around !== undefined && around !== cidr && validateCidr(around).length === 0
    ? around
    : '10.0.0.0/16';
}

function validateSubnets(network: OwnNetwork): Problem[] {
  const prefix = subnetPrefix(network);
  return prefix > SMALLEST_SUBNET ? [problems.networkSmall('network', network, prefix)] : [];
}
