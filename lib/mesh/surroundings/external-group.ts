/** The security group of an external system: a database or a cache in the same VPC. */
import { fields, optional } from '../checks/fields';
import type { Problem } from '../checks/problem';
import { flag } from '../checks/shape';
import { completeRef, type Ref, refShape, validateRef } from './reference';

export interface ExternalGroupDefinition {
  /** The group: `sg-0a1b2c3d4e5f67890`, `fromState(…)`, `fromParameter(…)` or `byTags(…)`. */
  readonly id: Ref;
  /**
   * Adds a rule to the group, which lets in the tasks of each caller. Then no owner of the group may list its rules inside
   * of `aws_security_group`, because that list removes all other rules.
   * @default false: the owner of the group lets the callers in
   */
  readonly addRule?: boolean;
}

export type ExternalGroup = Required<ExternalGroupDefinition>;

export const externalGroupShape = fields<ExternalGroupDefinition>({
  id: refShape,
  addRule: optional(flag),
});

export function completeExternalGroup({ id, addRule = false }: ExternalGroupDefinition): ExternalGroup {
  return { id: completeRef(id), addRule };
}

/** @param where the external node, in the user's words */
export function validateExternalGroup({ id }: ExternalGroup, where: string): Problem[] {
  return validateRef(id, { kind: 'security-group', where: `${where} > securityGroup` });
}
