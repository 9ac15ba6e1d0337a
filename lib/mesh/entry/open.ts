/** Which clients outside of the mesh may connect. Security groups enforce it. */
import type { Problem } from '../checks/problem';
import { problems } from '../checks/problems';
import { fields } from '../checks/fields';
import { isObject, list, type Shape, text, wrongType } from '../checks/shape';
import { type Ref, refShape, validateRef } from '../surroundings/reference';

/** A block of addresses, or the members of a security group. */
export type Opening = string | { readonly securityGroup: Ref };

/** `internet`: every IPv4 address. `network`: the block of the application's network. */
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

/** IPv4 block: four numbers and a length. AWS itself checks that the rest of the address is 0. */
const BLOCK = /^(\d{1,3}\.){3}\d{1,3}\/([0-9]|[12][0-9]|3[0-2])$/;

export const isBlock = (text: string): boolean =>
  BLOCK.test(text) &&
  text
    .split(/[./]/)
    .slice(0, 4)
    .every((part) => Number(part) <= 255);

export function validateOpen(open: Open | undefined, where: string): Problem[] {
  if (open === undefined || typeof open === 'string') return [];
  return open.flatMap((opening) => {
    if (typeof opening === 'string') return isBlock(opening) ? [] : [problems.openBlock(where, opening)];
    return validateRef(opening.securityGroup, { kind: 'security-group', where });
  });
}
