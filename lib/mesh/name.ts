/** The form of every name that becomes a DNS label, part of an AWS name and part of a Terraform address. */

/** A lower-case letter, then lower-case letters, digits and single `-`, 63 characters at most, not `-` at the end. */
export const NAME = /^(?!.*--)[a-z]([a-z0-9-]{0,61}[a-z0-9])?$/;

/** A domain name of two or more labels, lower case. */
export const DOMAIN = /^(?=.{3,253}$)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]([a-z0-9-]{0,61}[a-z0-9])?$/;
