/** Every name that lives in the account: stage first, so that stages never meet, and AWS's limit on its length. */
import type { MeshApplication } from './application';
import type { Problem } from './problem';
import { problems } from './problems';

type Owner = Pick<MeshApplication, 'name' | 'stage'>;

/** Longest names that AWS takes, by kind (the kind's own API reference). */
const longest = {
  'IAM role': 64,
  'load balancer': 32,
  'target group': 32,
  'X-Ray group and sampling rule': 32,
  'security group': 255,
  mesh: 255,
  'ECS cluster': 255,
  'log group': 512,
  'ECR repository': 256,
} as const;

/** `dev-color-teller`, and `dev-color-teller-red` with a part. */
export function accountName({ stage, name }: Owner, ...parts: readonly string[]): string {
  return [stage, name, ...parts].join('-');
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

export function roleName(owner: Owner, runner: string, use: 'task' | 'execution'): string {
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

/** Names of everything the application puts into the account that are longer than AWS takes. */
export function validateNames(application: MeshApplication): Problem[] {
  const found: Problem[] = [];
  const check = (kind: keyof typeof longest, name: string, where: string) => {
    if (name.length > longest[kind])
      found.push(problems.nameTooLong(where, `${kind} name`, name, longest[kind]));
  };
  const whole = `application ${JSON.stringify(application.name)}`;
  check('mesh', meshName(application), whole);
  check('ECS cluster', accountName(application), whole);
  if (application.tracing) check('X-Ray group and sampling rule', accountName(application), whole);
  const runners = [
    ...application.nodes.map(({ name }) => ({ name, where: `node ${JSON.stringify(name)}` })),
    ...application.gateways.map(({ name }) => ({ name, where: `gateway ${JSON.stringify(name)}` })),
  ];
  for (const { name, where } of runners) {
    check('IAM role', roleName(application, name, 'execution'), where);
    check('security group', replaceableName(accountName(application, name)), where);
    check('log group', logGroupName(application, name), where);
  }
  for (const { name, runs } of application.nodes) {
    check('ECR repository', repositoryName(application, runs.source), `node ${JSON.stringify(name)}`);
  }
  for (const { name, loadBalancer } of application.gateways) {
    if (loadBalancer)
      check(
        'target group',
        replaceableName(accountName(application, name)),
        `gateway ${JSON.stringify(name)}`,
      );
  }
  return found;
}

/** Five characters of 36: FNV-1a over UTF-16 code units, enough to tell one resource's few versions apart. */
function shortHash(text: string): string {
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index += 1) {
    hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193) >>> 0;
  }
  return hash.toString(36).padStart(5, '0').slice(-5);
}
