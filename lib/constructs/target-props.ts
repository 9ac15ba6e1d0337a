/** What every target is given to place an application, and what it gives back. */
import type { RunnerPlace } from './runner';

export interface TargetProps {
  readonly place: RunnerPlace;
  readonly vpcId: string;
  readonly publicSubnetIds: readonly string[];
  readonly namespaceId: string;
  readonly namespaceName: string;
  /** Image and, where it is in ECR, repository ARN of a source folder. */
  readonly imageOf: (source: string) => { readonly reference: string; readonly repositoryArn?: string };
  /** Where the images of others are, in place of public.ecr.aws. */
  readonly imageMirror: string | undefined;
  readonly protect: boolean;
}

export interface Output {
  readonly value: string;
  readonly description: string;
}

export interface Placed {
  /** By gateway that has a load balancer. */
  readonly urls: ReadonlyMap<string, string>;
  /** What only this target has to tell, by name of the stack's output. */
  readonly outputs: Readonly<Record<string, Output>>;
  /** Where callers reach a service. */
  readonly hostOf: (service: string) => string;
}
