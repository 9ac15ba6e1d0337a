/** The form of every name that becomes a DNS label, part of an AWS name and part of a Terraform address. */
import type { Problem } from './problem';
import { problems } from './problems';

/** A lower-case letter, then lower-case letters, digits and single `-`. At most 63 characters, and no `-` at the end. */
export const NAME = /^(?!.*--)[a-z]([a-z0-9-]{0,61}[a-z0-9])?$/;

/** A domain name of two or more labels, lower case. */
export const DOMAIN = /^(?=.{3,253}$)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]([a-z0-9-]{0,61}[a-z0-9])?$/;

/** App Mesh's characters and length. Lower case, since the name is part of a Terraform address. */
const ROUTE_NAME = /^[a-z0-9_-]{1,255}$/;

export function validateName(name: string, where: string): Problem[] {
  return NAME.test(name) ? validateUse(name, where) : [problems.nameForm(where, name)];
}

export function validateRouteName(name: string, where: string): Problem[] {
  return ROUTE_NAME.test(name) ? validateUse(name, where) : [problems.routeName(where, name)];
}

/** The name of a folder with sources. */
export function validateSource(name: string, where: string): Problem[] {
  return NAME.test(name) ? validateUse(name, where) : [problems.sourceName(where, name)];
}

const TAKEN: ReadonlySet<string> = new Set(Object.getOwnPropertyNames(Object.prototype));

/** The library under CDKTF keeps names in a plain object, and each object already has a member `constructor`. */
function validateUse(name: string, where: string): Problem[] {
  return TAKEN.has(name) ? [problems.nameReserved(where, name)] : [];
}
