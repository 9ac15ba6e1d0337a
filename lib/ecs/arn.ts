/** ARNs that are known before the resource exists, so that a plan shows them and a policy is readable. */

/** AWS's partitions, which are separate from each other, by the start of a region's name. */
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
