/** The DNS names at which clients outside find a load balancer, and whether a certificate is made for them. */
import { leaf, list, listOr, text, type Shape } from '../checks/shape';
import { fieldsIn, optional } from '../checks/fields';
import { checkCount } from '../checks/limit';
import { counts } from '../checks/limits';
import { elsewhere } from '../checks/misplaced-fields';
import { DOMAIN } from '../checks/name-form';
import type { Problem } from '../checks/problem';
import { problems } from '../checks/problems';
import type { Quotas } from '../checks/quotas';
import { completeRef, type Ref, refShape, validateRef } from '../surroundings/reference';

export interface DomainDefinition {
  /** The Route 53 zone that the names are in: the name of a public one, or the id. A certificate needs a public one. */
  readonly zone: Ref;
  /** One name or several: `shop.example.com`, `*.shop.example.com`. URLs use the first one without `*`. */
  readonly name: string | readonly string[];
  /**
   * Makes a certificate of ACM for the names, validates it in the zone, and turns HTTPS on.
   * @default - true for an Application Load Balancer of its own without `certificateArn`
   */
  readonly certificate?: boolean;
}

export interface Domain extends DomainDefinition {
  readonly name: readonly string[];
  readonly certificate: boolean;
}

const names: Shape = listOr(text);

export const domainShape = fieldsIn(elsewhere.domain)<DomainDefinition>({
  zone: refShape,
  name: (value, place) =>
    Array.isArray(value) ? list(text, (_, index) => `name ${index + 1}`)(value, place) : names(value, place),
  certificate: optional(
    leaf(
      'true or false, and one that exists is `certificateArn` beside `domain`',
      (value) => typeof value === 'boolean',
    ),
  ),
});

/** @param mayHaveOwn it has no other certificate, so it may have one of its own */
export function completeDomain(
  { zone, name, certificate }: DomainDefinition,
  { mayHaveOwn }: { readonly mayHaveOwn: boolean },
): Domain {
  return { zone: completeRef(zone), name: [name].flat(), certificate: certificate ?? mayHaveOwn };
}

/** The host of URLs; undefined if each name has a `*`. */
export function hostOfDomain({ name }: Domain): string | undefined {
  return name.find((one) => !isWildcard(one));
}

export const isWildcard = (name: string) => name.startsWith('*.');

/** One record validates both `*.shop.example.com` and `shop.example.com`. */
export const validatedName = (name: string) => (isWildcard(name) ? name.slice(2) : name);

/** https://docs.aws.amazon.com/acm/latest/APIReference/API_RequestCertificate.html: further names may be longer. */
const FIRST_OF_CERTIFICATE = 64;

export function validateDomain(
  { zone, name, certificate }: Domain,
  { where, quotas }: { readonly where: string; readonly quotas: Quotas },
): Problem[] {
  const most = quotas['domain-names-per-certificate'];
  const place = `${where} > domain`;
  const [first = ''] = name;
  return [
    ...(certificate && first.length > FIRST_OF_CERTIFICATE ? [problems.domainLong(place, first)] : []),
    ...validateRef(zone, { kind: 'zone', where: `${place} > zone` }),
    ...(name.length === 0 ? [problems.domainEmpty(place)] : []),
    ...checkCount(counts.domainNames, name, place),
    ...(certificate && name.length > most && name.length <= counts.domainNames.max
      ? [problems.domainNamesQuota(place, name.length, most)]
      : []),
    ...name.filter((one) => !DOMAIN.test(validatedName(one))).map((one) => problems.domainName(place, one)),
    ...[...new Set(name.filter((one, index) => name.indexOf(one) !== index))].map((one) =>
      problems.domainTwice(place, one, where),
    ),
  ];
}
