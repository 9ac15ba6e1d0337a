/** Every name that lives in the account: stage first, so that stages never meet, and AWS's limit on its length. */
import type { MeshApplication } from './application';
import { hashOf } from './hash';
import type { Problem } from './checks/problem';
import { problems } from './checks/problems';
import { quote } from './checks/value-text';

type Owner = Pick<MeshApplication, 'name' | 'stage'>;

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

/**
 * `dev-color-teller`, and `dev-color-teller-red` with a part. A part that repeats the application's name in front is said
 * once, since the longest names are short: gateway `ecsworkshop-vgw` of `ecsworkshop` is `dev-ecsworkshop-vgw`.
 */
export function accountName({ stage, name }: Owner, ...parts: readonly string[]): string {
  const [first, ...rest] = parts;
  if (first === undefined) return `${stage}-${name}`;
  return [stage, first.startsWith(`${name}-`) ? first : `${name}-${first}`, ...rest].join('-');
}

/** On everything that a stack holds and that takes tags. */
export function stackTags({ name: application, stage }: Owner, stack: string) {
  return { Application: application, ManagedBy: 'terraform', Stack: stack, Stage: stage };
}

export function meshName({ stage, mesh }: Pick<MeshApplication, 'stage' | 'mesh'>): string {
  return `${stage}-${mesh}`;
}

/** The host that callers dial; without the stage, since each stage has a zone of its own. */
export function virtualServiceName(
  { namespace }: Pick<MeshApplication, 'namespace'>,
  service: string,
): string {
  return `${service}.${namespace}`;
}

/** Names of the zone that lead to tasks of nodes. A worker, and what does not run here, has none. */
export function registeredNames({ nodes }: Pick<MeshApplication, 'nodes'>): ReadonlySet<string> {
  return new Set(nodes.filter(({ listeners }) => listeners.length > 0).map(({ name }) => name));
}

/** The host of a gateway without a load balancer, for clients inside the network. */
export function innerGatewayName(application: Pick<MeshApplication, 'namespace'>, gateway: string): string {
  return virtualServiceName(application, gateway);
}

/** Whose the role is: the containers', ECS's while it starts them, EventBridge's while it asks ECS to. */
export type RoleUse = 'task' | 'execution' | 'schedule';

export function roleName(owner: Owner, runner: string, use: RoleUse): string {
  return accountName(owner, runner, use);
}

export function logGroupName({ stage, name }: Owner, runner: string): string {
  return `/${stage}/${name}/${runner}`;
}

export function repositoryName({ stage, name }: Owner, source: string): string {
  return `${stage}/${name}/${source}`;
}

/**
 * A name with a short hash of the attributes that replace the resource. A group in use cannot be deleted before its
 * successor stands, so both must be able to exist at once; without such a change the name is stable and known at synth.
 */
export function replaceableName(name: string, ...replacing: readonly (string | number)[]): string {
  return `${name}-${shortHash(JSON.stringify(replacing))}`;
}

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

/** Five characters of 36, enough to tell one resource's few versions apart. */
function shortHash(text: string): string {
  return hashOf(text).toString(36).padStart(5, '0').slice(-5);
}
