/** Which clients outside of the mesh may connect. Security groups enforce it. */
import type { Problem } from '../checks/problem';
import { problems } from '../checks/problems';
import { fields } from '../checks/fields';
import { isObject, list, type Shape, text, wrongType } from '../checks/shape';
import { canonicalIpv6Block, isBlock, isIpv6Block } from './client-block';
import { type Ref, refShape, validateRef } from '../surroundings/reference';

/** A block of addresses, or the members of a security group. */
export type Opening = string | { readonly securityGroup: Ref };

/**
 * `internet`: every address. `network`: the blocks of the application's network. A block of IPv6 addresses is of load balancers
 * that have such addresses.
 */
export type Open = 'internet' | 'network' | readonly Opening[];

const groupShape = fields<{ readonly securityGroup: Ref }>({ securityGroup: refShape });

export const openShape: Shape = (value, place) => {
  if (value === 'internet' || value === 'network') return [];
  if (!Array.isArray(value))
    return [wrongType(place, '"internet", "network" or a list of blocks and security groups', value)];
  return list(
    (item, at) => (isObject(item) ? groupShape(item, at) : text(item, at)),
    (_, index) => `item ${index + 1} of the list`,
  )(value, place);
};

export function validateOpen(open: Open | undefined, where: string): Problem[] {
  if (open === undefined || typeof open === 'string') return [];
  return open.flatMap((opening) => {
    if (typeof opening === 'string') return validateBlock(opening, where);
    return validateRef(opening.securityGroup, { kind: 'security-group', where });
  });
}

/** Tasks take connections over IPv4 alone. */
export function validateOpenTasks(open: Open | undefined, where: string): Problem[] {
  const blocks = open === undefined || typeof open === 'string' ? [] : open;
  const six = blocks.filter((each): each is string => typeof each === 'string' && isIpv6Block(each));
  return [...validateOpen(open, where), ...six.map((block) => problems.openIpv6Tasks(where, block))];
}

/** That the rest of an IPv4 address is 0 is AWS's own check. */
function validateBlock(block: string, where: string): Problem[] {
  if (!isBlock(block)) return [problems.openBlock(where, block)];
  const canonical = canonicalIpv6Block(block);
  return canonical === undefined || canonical === block
    ? []
    : [problems.openIpv6Form(where, block, canonical)];
}
