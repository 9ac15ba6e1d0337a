/** Keys of KMS that encrypt the data of an application. Without them AWS encrypts with keys of its own. */
import type { Problem } from '../checks/problem';
import { fields, optional } from '../checks/fields';
import { completeRef, type Ref, refShape, validateRef } from './reference';

export interface KeysDefinition {
  /** ARN of the key of all log groups. Its policy lets CloudWatch Logs use it. @default - a key of AWS */
  readonly logs?: Ref;
  /**
   * ARN of the key of the repositories of images. AWS cannot change the key of a repository: an existing one would be
   * replaced, and its images lost. While MESH_PROTECT is on, the plan refuses that. @default - a key of AWS
   */
  readonly repositories?: Ref;
}

export type Keys = KeysDefinition;

export const keysShape = fields<KeysDefinition>({
  logs: optional(refShape),
  repositories: optional(refShape),
});

/** Without fields that are not set. */
export function completeKeys({ logs, repositories }: KeysDefinition = {}): Keys {
  return {
    ...(logs !== undefined && { logs: completeRef(logs) }),
    ...(repositories !== undefined && { repositories: completeRef(repositories) }),
  };
}

export function validateKeys({ logs, repositories }: Keys): Problem[] {
  return [
    ...(logs === undefined ? [] : validateRef(logs, { kind: 'key', where: 'keys > logs' })),
    ...(repositories === undefined
      ? []
      : validateRef(repositories, { kind: 'key', where: 'keys > repositories' })),
  ];
}
