/** Which clients outside of the mesh may connect. Security groups enforce it. */
import type { Problem } from '../checks/problem';
import { problems } from '../checks/problems';
import { fields } from '../checks/fields';
import { isObject, list, type Shape, text, wrongType } from '../checks/shape';
import { byText } from '../by-key';
import { canonicalIpv6Block, isBlock, isIpv6Block } from './client-block';
import { blockAround, readBlock } from '../surroundings/address-block';
import { completeRef, type Ref, refShape, validateRef } from '../surroundings/reference';

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

/** Each opening once, sorted: AWS takes no rule twice. */
export function completeOpen(open: Open): Open {
  if (typeof open === 'string') return open;
  const all = open.map((opening): Opening =>
    typeof opening === 'string' ? opening : { securityGroup: completeRef(opening.securityGroup) },
  );
  return [...new Map(all.map((each) => [JSON.stringify(each), each])).values()].sort(byText(JSON.stringify));
}

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

/** AWS widens an IPv4 block that begins elsewhere to the block around it, and then no plan is empty. */
function validateBlock(block: string, where: string): Problem[] {
  if (!isBlock(block) || (!isIpv6Block(block) && readBlock(block) === undefined))
    return [problems.openBlock(where, block, blockAround(block) ?? '203.0.113.0/24')];
  const canonical = canonicalIpv6Block(block);
  return canonical === undefined || canonical === block
    ? []
    : [problems.openIpv6Form(where, block, canonical)];
}
