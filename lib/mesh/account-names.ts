/** Every name that lives in the account: stage first, so that stages never meet, and AWS's limit on its length. */
import type { MeshApplication } from './application';
import type { RoleUse } from './runs/role-use';
import { hashOf } from './hash';
import { networkKey } from './surroundings/network';

type Owner = Pick<MeshApplication, 'name' | 'stage'>;

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

/** The name of the application's own cluster. */
export function clusterName(application: Owner & Pick<MeshApplication, 'cluster'>): string {
  return application.cluster.name ?? accountName(application);
}

/** In a cluster that others share, the name says whose service it is. */
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
 * successor stands, so both must be able to exist at once; without such a change the name is stable and known at synth.
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

/** A {@link replaceableName}, whose readable part is cut to the length that AWS takes. */
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

/** Five characters of 36, enough to tell one resource's few versions apart. */
function shortHash(text: string): string {
  return hashOf(text).toString(36).padStart(5, '0').slice(-5);
}
