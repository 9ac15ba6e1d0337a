/** The network an application lives in. Its own, because two applications both own a private zone such as `service.local`. */
import { checkLimit } from '../checks/limit';
import { limits } from '../checks/limits';
import type { Problem } from '../checks/problem';
import { problems } from '../checks/problems';
import { number, text } from '../checks/shape';
import { fields, optional } from '../checks/fields';

export interface NetworkDefinition {
  /** An IPv4 block of 65,536 addresses. @default '10.0.0.0/16' */
  readonly cidr?: string;
  /** Availability zones, 2 to 6; each gets a public and a private subnet. @default 2 */
  readonly zones?: number;
}

export const networkShape = fields<NetworkDefinition>({ cidr: optional(text), zones: optional(number) });

export type Network = Required<NetworkDefinition>;

export function completeNetwork(definition: NetworkDefinition = {}): Network {
  return { cidr: definition.cidr ?? '10.0.0.0/16', zones: definition.zones ?? 2 };
}

export function validateNetwork(network: Network): Problem[] {
  return [
    ...checkLimit(limits.zones, network.zones, 'network'),
    ...(isPrivateSixteen(network.cidr) ? [] : [problems.networkCidr('network', network.cidr)]),
  ];
}

/** A /16 of the private ranges (RFC 1918): 10.0.0.0/8, 172.16.0.0/12, 192.168.0.0/16. */
function isPrivateSixteen(cidr: string): boolean {
  const match = /^([1-9]\d{1,2})\.(0|[1-9]\d{0,2})\.0\.0\/16$/.exec(cidr);
  const [first, second] = [Number(match?.[1]), Number(match?.[2])];
  if (match === null || second > 255) return false;
  return first === 10 || (first === 172 && second >= 16 && second <= 31) || (first === 192 && second === 168);
}
