/**
 * The host of an external node. One that is a reference is unknown until a plan, so a mark stands in its place, in words
 * for readers. A stack puts what it finds there.
 */
import type { Problem } from '../checks/problem';
import { problems } from '../checks/problems';
import { DOMAIN } from '../checks/name-form';
import { isObject, type Shape, wrongType } from '../checks/shape';
import { completeRef, type Ref, refShape, type TagsRef, validateRef } from './reference';

/** A name in DNS, `fromState(…)` or `fromParameter(…)`. A name has no tags. */
export type Host = Exclude<Ref, TagsRef>;

export const hostShape: Shape = (value, place) =>
  typeof value === 'string' || isObject(value)
    ? refShape(value, place)
    : [wrongType(place, 'text, fromState(…) or fromParameter(…)', value)];

export function completeHost(host: Host): Host {
  return completeRef(host) as Host; // It is of the same kind as before.
}

/** @param node the external node, in the user's words */
export function validateHost(host: Host, node: string): Problem[] {
  if (typeof host === 'string') return DOMAIN.test(host) ? [] : [problems.externalHost(node, host)];
  return validateRef(host, { kind: 'host', where: `${node} > host` });
}

/** The host, or the mark of it. No character of a mark is escaped in JSON, in a Terraform template or in a URL's host. */
export function hostText(host: Host): string {
  if (typeof host === 'string') return host;
  if ('parameter' in host) return `<parameter ${host.parameter}>`;
  const { state, output, bucket, region } = host;
  const where = `${bucket === undefined ? '' : ` in bucket ${bucket}`}${region === undefined ? '' : ` in ${region}`}`;
  return `<output ${output} of state ${state}${where}>`;
}

interface Hosting {
  readonly name: string;
  readonly host: Host;
}

/** Those whose host only a plan knows. */
export function hostedByReference<External extends Hosting>(externals: readonly External[]): External[] {
  return externals.filter(({ host }) => typeof host !== 'string');
}

/** Those whose mark is in the text. */
export function unknownHostsIn<External extends Hosting>(
  text: string,
  externals: readonly External[],
): External[] {
  return hostedByReference(externals).filter(({ host }) => text.includes(hostText(host)));
}

/**
 * Returns a function that puts hosts in place of their marks. Only marks of these nodes count, so other text between angle
 * brackets stays.
 * @param find the host that a reference leads to
 */
export function hostFiller(
  externals: readonly Hosting[],
  find: (host: Host) => string,
): (text: string) => string {
  const referring = hostedByReference(externals);
  return (text) =>
    unknownHostsIn(text, referring).reduce(
      (filled, { host }) => filled.replaceAll(hostText(host), () => find(host)),
      text,
    );
}

/** The longest name in DNS (RFC 1035, without the last dot). */
export const LONGEST_HOST = 253;

/** Puts the longest host in place of every mark, to measure a text. */
export function fillLongestHosts(text: string): string {
  return text.replace(/<(parameter|output) [\w!.*'()/: -]+>/g, 'x'.repeat(LONGEST_HOST));
}
