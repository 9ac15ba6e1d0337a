/** Names that are too long for AWS, or that two parts of the account would both take. */
import type { MeshApplication } from './application';
import type { Problem } from './checks/problem';
import { problems } from './checks/problems';
import { quote } from './checks/value-text';
import {
  accountName,
  innerGatewayName,
  logGroupName,
  meshName,
  replaceableName,
  repositoryName,
  roleName,
  virtualServiceName,
} from './account-names';

/** Longest names that AWS takes, by kind (the kind's own API reference). */
const longest = {
  'IAM role': 64,
  /** The load balancer's own name is shorter: it has no hash. */
  'target group': 32,
  'X-Ray group and sampling rule': 32,
  'security group': 255,
  mesh: 255,
  'ECS cluster': 255,
  'log group': 512,
  /** EventBridge API, PutRule: 64 of letters, digits and ._- */
  'EventBridge rule': 64,
  'ECR repository': 256,
  host: 253,
} as const;

/** Kinds whose names are unique in the whole account and region. */
const accountWide: ReadonlySet<string> = new Set(['IAM role', 'target group', 'mesh', 'ECS cluster']);

/** One name that the application puts into the account or the zone. */
interface OwnName {
  readonly kind: keyof typeof longest;
  readonly name: string;
  /** What it belongs to, in the user's words. */
  readonly where: string;
}

/** Names that are longer than AWS takes, or that two parts of the application would both take. */
export function validateNames(application: MeshApplication): Problem[] {
  const tooLong = namesOf(application)
    .filter(({ kind, name }) => name.length > longest[kind])
    .map(({ kind, name, where }) => problems.nameTooLong(where, `${kind} name`, name, longest[kind]));
  return [...tooLong, ...validateRunnerNames(application), ...validateInnerGateways(application)];
}

/** A name of the zone is one thing: a gateway that is found by it, or a service. */
function validateInnerGateways(application: MeshApplication): Problem[] {
  const services = new Set(application.services.map(({ name }) => name));
  return application.gateways
    .filter(({ name, loadBalancer }) => loadBalancer === undefined && services.has(name))
    .map(({ name }) =>
      problems.zoneNameTwice(`gateway ${quote(name)}`, name, innerGatewayName(application, name)),
    );
}

/** Node `web` and gateway `shop-web` of application `shop` are one name. Two that are called the same are `name-twice`. */
function validateRunnerNames(application: MeshApplication): Problem[] {
  const owners = new Map<string, { readonly own: string; readonly where: string }>();
  const found: Problem[] = [];
  for (const { own, where } of runnersOf(application)) {
    const name = accountName(application, own);
    const other = owners.get(name);
    if (other === undefined) owners.set(name, { own, where });
    else if (other.own !== own) found.push(problems.accountNameTwice(where, 'role', name, other.where));
  }
  return found;
}

function runnersOf({ nodes, gateways }: MeshApplication) {
  return [
    ...nodes.map(({ name: own }) => ({ own, where: `node ${quote(own)}` })),
    ...gateways.map(({ name: own }) => ({ own, where: `gateway ${quote(own)}` })),
  ];
}

/**
 * Names that two applications of one account would both take: parts are joined by `-`, which names hold themselves, so
 * node `b-c` of application `a` and node `c` of application `a-b` meet.
 */
export function validateNamesAcross(applications: readonly MeshApplication[]): Problem[] {
  const owners = new Map<string, { readonly application: string; readonly place: string }>();
  const found: Problem[] = [];
  for (const application of applications) {
    const whole = `application ${quote(application.name)}`;
    for (const { kind, name, where } of namesOf(application).filter(({ kind }) => accountWide.has(kind))) {
      const place = where === whole ? whole : `${whole} > ${where}`;
      const other = owners.get(`${kind}\n${name}`);
      if (other === undefined) owners.set(`${kind}\n${name}`, { application: application.name, place });
      // Twice in one application is reported there.
      else if (other.application !== application.name)
        found.push(problems.accountNameTwice(place, kind, name, other.place));
    }
  }
  return found;
}

function namesOf(application: MeshApplication): OwnName[] {
  const { name: own, nodes, services, gateways, tracing } = application;
  const whole = `application ${quote(own)}`;
  const node = (name: string) => `node ${quote(name)}`;
  const gateway = (name: string) => `gateway ${quote(name)}`;
  return [
    { kind: 'mesh', name: meshName(application), where: whole },
    { kind: 'ECS cluster', name: accountName(application), where: whole },
    ...(tracing
      ? [{ kind: 'X-Ray group and sampling rule', name: accountName(application), where: whole } as const]
      : []),
    ...runnersOf(application).flatMap(({ own: runner, where }) => runnerNames(application, runner, where)),
    ...nodes.map(({ name, runs }): OwnName => ({
      kind: 'ECR repository',
      name: repositoryName(application, runs.source),
      where: node(name),
    })),
    ...nodes
      .filter(({ runs }) => runs.kind === 'schedule')
      .map(({ name }): OwnName => ({
        kind: 'EventBridge rule',
        name: accountName(application, name),
        where: node(name),
      })),
    ...services.map(({ name }): OwnName => ({
      kind: 'host',
      name: virtualServiceName(application, name),
      where: `service ${quote(name)}`,
    })),
    ...gateways
      .filter(({ loadBalancer }) => loadBalancer === undefined)
      .map(({ name }): OwnName => ({
        kind: 'host',
        name: innerGatewayName(application, name),
        where: gateway(name),
      })),
    ...gateways
      .filter(({ loadBalancer }) => loadBalancer)
      .flatMap(({ name }): OwnName[] => [
        { kind: 'target group', name: replaceableName(accountName(application, name)), where: gateway(name) },
      ]),
  ];
}

function runnerNames(application: MeshApplication, name: string, where: string): OwnName[] {
  return [
    { kind: 'IAM role', name: roleName(application, name, 'execution'), where },
    { kind: 'security group', name: replaceableName(accountName(application, name)), where },
    { kind: 'log group', name: logGroupName(application, name), where },
  ];
}
