/**
 * Every name that an application has in the AWS account. The stage comes first, so names of two stages are never equal.
 * Each name is cut or checked to AWS's limit.
 */
import type { MeshApplication } from './application';
import type { RoleUse } from './runs/role-use';
import { hashOf } from './hash';
import { networkKey } from './surroundings/network';

type Owner = Pick<MeshApplication, 'name' | 'stage'>;

/**
 * `dev-color-teller`, and `dev-color-teller-red` with a part. If the part begins with the application's name, that name
 * is written once, to save letters: gateway `ecsworkshop-vgw` of `ecsworkshop` is `dev-ecsworkshop-vgw`.
 */
export function accountName({ stage, name }: Owner, ...parts: readonly string[]): string {
  const [first, ...rest] = parts;
  if (first === undefined) return `${stage}-${name}`;
  return [stage, first.startsWith(`${name}-`) ? first : `${name}-${first}`, ...rest].join('-');
}

/** Tags of everything in a stack that takes tags. */
export function stackTags({ name: application, stage }: Owner, stack: string) {
  return { Application: application, ManagedBy: 'terraform', Stack: stack, Stage: stage };
}

export function meshName({ stage, mesh }: Pick<MeshApplication, 'stage' | 'mesh'>): string {
  return `${stage}-${mesh}`;
}

/** The host that callers use. It has no stage, since each stage has a zone of its own. */
export function virtualServiceName(
  { namespace }: Pick<MeshApplication, 'namespace'>,
  service: string,
): string {
  return `${service}.${namespace}`;
}

/** Names of the zone that lead to tasks of nodes. Workers and external nodes have none. */
export function registeredNames({ nodes }: Pick<MeshApplication, 'nodes'>): ReadonlySet<string> {
  return new Set(nodes.filter(({ listeners }) => listeners.length > 0).map(({ name }) => name));
}

/** The host of a gateway without a load balancer, for clients inside the network. */
export function innerGatewayName(application: Pick<MeshApplication, 'namespace'>, gateway: string): string {
  return virtualServiceName(application, gateway);
}

/** The name of the application's own cluster. */
export function clusterName(application: Owner & Pick<MeshApplication, 'cluster'>): string {
  return application.cluster.name ?? accountName(application);
}

/** In a cluster that other applications share, the name of the service begins with its application. */
export function ecsServiceName(
  application: Owner & Pick<MeshApplication, 'cluster'>,
  runner: string,
): string {
  return application.cluster.existing === undefined ? runner : accountName(application, runner);
}

export function roleName(owner: Owner, runner: string, use: RoleUse): string {
  return accountName(owner, runner, use);
}

export function logGroupName({ stage, name }: Owner, runner: string): string {
  return `/${stage}/${name}/${runner}`;
}

/** No node has a `/` in its name. */
export function flowLogGroupName({ stage, name }: Owner): string {
  return `/${stage}/${name}/network/flow-logs`;
}

export function repositoryName({ stage, name }: Owner, source: string): string {
  return `${stage}/${name}/${source}`;
}

/**
 * A name with a short hash of the attributes that replace the resource. A group in use cannot be deleted before its
 * successor exists, so both exist for a while and need two names. Without such a change the name is stable, and synth
 * knows it.
 */
export function replaceableName(name: string, ...replacing: readonly (string | number)[]): string {
  return `${name}-${shortHash(JSON.stringify(replacing))}`;
}

/** ELB API, CreateTargetGroup: 32 letters, digits and `-`. */
const TARGET_GROUP_LENGTH = 32;

interface TargetGroup {
  /** Name of the load balancer that leads to it. */
  readonly loadBalancer: string;
  /** See `LoadBalancerEnd`. */
  readonly group: string;
  readonly port: number;
}

/** A {@link replaceableName}: its readable part is cut to the length that AWS takes. */
export function targetGroupName(
  application: Pick<MeshApplication, 'name' | 'stage' | 'network'>,
  { loadBalancer, group, port }: TargetGroup,
  protocol: string,
): string {
  const replacing = ['ip', protocol, port, networkKey(application.network)];
  const own = loadBalancer === group ? [] : [application.name, loadBalancer, group];
  const name = accountName(application, group);
  const whole = replaceableName(name, ...own, ...replacing);
  const over = whole.length - TARGET_GROUP_LENGTH;
  if (over <= 0) return whole;
  return replaceableName(
    name.slice(0, -over).replace(/-$/, ''),
    application.name,
    loadBalancer,
    group,
    ...replacing,
  );
}

/** Five characters out of 36 possible ones: enough to tell the few versions of one resource apart. */
function shortHash(text: string): string {
  return hashOf(text).toString(36).padStart(5, '0').slice(-5);
}
