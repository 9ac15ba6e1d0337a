/** Which ECR repository a task must be allowed to pull an image from. */
import { partitionOf } from './arn';

/** The ARN behind a reference into a private ECR registry. Undefined for other registries, which need no IAM. */
export function ecrRepositoryArn(reference: string): string | undefined {
  const match = /^(\d{12})\.dkr\.ecr\.([a-z0-9-]+)\.amazonaws\.com(?:\.cn)?\/([^:@]+)/.exec(reference);
  if (match === null) return undefined;
  const [, account, region = '', path] = match;
  return `arn:${partitionOf(region)}:ecr:${region}:${account}:repository/${path}`;
}
