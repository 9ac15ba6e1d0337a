/** The ECS cluster that tasks run in: the application's own, or one that exists. */
import { fields, optional } from '../checks/fields';
import type { Problem } from '../checks/problem';
import { problems } from '../checks/problems';
import { text } from '../checks/shape';
import { completeRef, type Ref, refShape, validateRef } from './reference';

export interface ClusterDefinition {
  /** Its whole name in the account, 1 to 255 letters, digits, `-` and `_`. @default '<stage>-<application>' */
  readonly name?: string;
  /**
   * A cluster that another team made, by its name or ARN. It is not changed. The names of our ECS services in it are
   * `<stage>-<application>-<node>`, since others share the cluster. @default - the application has a cluster of its own
   */
  readonly existing?: Ref;
}

export const clusterShape = fields<ClusterDefinition>({ name: optional(text), existing: optional(refShape) });

/** A cluster of its own without a name is named after the stage and the application. */
export type MeshCluster = ClusterDefinition;

export function completeCluster({ name, existing }: ClusterDefinition = {}): MeshCluster {
  return {
    ...(name !== undefined && { name }),
    ...(existing !== undefined && { existing: completeRef(existing) }),
  };
}

/** https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_CreateCluster.html; its length is checked with all names. */
const NAME = /^[A-Za-z0-9_-]+$/;

export function validateCluster(
  { cluster, containerInsights }: { readonly cluster: MeshCluster; readonly containerInsights?: string },
  whole: string,
): Problem[] {
  const { name, existing } = cluster;
  const where = `${whole} > cluster`;
  return [
    ...(name === undefined || NAME.test(name) ? [] : [problems.clusterName(`${where} > name`, name)]),
    ...(existing === undefined
      ? []
      : validateRef(existing, { kind: 'cluster', where: `${where} > existing` })),
    ...(existing !== undefined && name !== undefined ? [problems.clusterBoth(where)] : []),
    ...(existing !== undefined && containerInsights !== undefined
      ? [problems.clusterInsights(`${whole} > containerInsights`, containerInsights)]
      : []),
  ];
}
