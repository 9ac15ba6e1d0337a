/** ARNs that are known before the resource exists, so that a plan shows them and a policy is readable. */

/** AWS's partitions, which are separate from each other, by the first part of a region's name. */
export function partitionOf(region: string): string {
  if (region.startsWith('cn-')) return 'aws-cn';
  return region.startsWith('us-gov-') ? 'aws-us-gov' : 'aws';
}

export interface AccountRefs {
  readonly region: string;
  readonly accountId: string;
}

/** @param resource `task-definition/dev-shop-web:*` */
export function ecsArn({ region, accountId }: AccountRefs, resource: string): string {
  return `arn:${partitionOf(region)}:ecs:${region}:${accountId}:${resource}`;
}

/**
 * The ARN of the repository of a reference into a private ECR registry. Undefined for other registries, which need no
 * IAM.
 */
export function ecrRepositoryArn(reference: string): string | undefined {
  const match = /^(\d{12})\.dkr\.ecr\.([a-z0-9-]+)\.amazonaws\.com(?:\.cn)?\/([^:@]+)/.exec(reference);
  if (match === null) return undefined;
  const [, account, region = '', path] = match;
  return `arn:${partitionOf(region)}:ecr:${region}:${account}:repository/${path}`;
}
