/** Names that are too long for AWS, or that two parts of the account would both have. */
import type { MeshApplication } from './application';
import type { Problem } from './checks/problem';
import { problems } from './checks/problems';
import { quote } from './checks/value-text';
import { gatewaysByName } from './entry/mesh-load-balancer';
import { accountName, innerGatewayName } from './account-names';
import { namesTakenBy, type NameKind, nodesAndGateways } from './names-taken';

/** Longest names that AWS takes, by kind (the kind's own API reference). */
const longest: Readonly<Record<NameKind, number>> = {
  'IAM role': 64,
  /** ELB API, CreateLoadBalancer. Names of target groups end with a hash, and are cut to the same length. */
  'load balancer': 32,
  'X-Ray group and sampling rule': 32,
  'security group': 255,
  mesh: 255,
  'ECS cluster': 255,
  'log group': 512,
  /** EventBridge API, PutRule: 64 letters, digits and ._- */
  'EventBridge rule': 64,
  'ECR repository': 256,
  host: 253,
};

/** Kinds whose names are unique in the whole account and region. */
const accountWide: ReadonlySet<NameKind> = new Set<NameKind>([
  'IAM role',
  'load balancer',
  'mesh',
  'ECS cluster',
]);

/** Names that are longer than AWS allows, or that two parts of the application would both have. */
export function validateNames(application: MeshApplication): Problem[] {
  const tooLong = namesTakenBy(application)
    .filter(({ kind, name }) => name.length > longest[kind])
    .map(({ kind, name, where }) => problems.nameTooLong(where, `${kind} name`, name, longest[kind]));
  return [...tooLong, ...validateTaskNames(application), ...validateInnerGateways(application)];
}

/** A name of the zone leads to one thing: a gateway that clients call by name, or a service. */
function validateInnerGateways(application: MeshApplication): Problem[] {
  const services = new Set(application.services.map(({ name }) => name));
  return gatewaysByName(application)
    .filter((name) => services.has(name))
    .map((name) =>
      problems.zoneNameTwice(`gateway ${quote(name)}`, name, innerGatewayName(application, name)),
    );
}

/**
 * Node `web` and gateway `shop-web` of application `shop` have the same name. Two parts with equal names are
 * `name-twice`.
 */
function validateTaskNames(application: MeshApplication): Problem[] {
  const owners = new Map<string, { readonly own: string; readonly where: string }>();
  const found: Problem[] = [];
  for (const { own, where } of nodesAndGateways(application)) {
    const name = accountName(application, own);
    const other = owners.get(name);
    if (other === undefined) owners.set(name, { own, where });
    else if (other.own !== own) found.push(problems.accountNameTwice(where, 'role', name, other.where));
  }
  return found;
}

/**
 * Names that two applications of one account would both have. Parts are joined by `-`, and names may hold `-`: node `b-c`
 * of application `a` and node `c` of application `a-b` get the same name.
 */
export function validateNamesAcross(applications: readonly MeshApplication[]): Problem[] {
  const owners = new Map<string, { readonly application: string; readonly place: string }>();
  const found: Problem[] = [];
  for (const application of applications) {
    const whole = `application ${quote(application.name)}`;
    for (const { kind, name, where } of namesTakenBy(application).filter(({ kind }) =>
      accountWide.has(kind),
    )) {
      const place = where === whole ? whole : `${whole} > ${where}`;
      const other = owners.get(`${kind}\n${name}`);
      if (other === undefined) owners.set(`${kind}\n${name}`, { application: application.name, place });
      // Duplicates in one application are reported by that application's check.
      else if (other.application !== application.name)
        found.push(problems.accountNameTwice(place, kind, name, other.place));
    }
  }
  return found;
}
