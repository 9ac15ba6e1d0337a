/** What a task has beside its size and its containers, whether it is a node's or a gateway's. */
import { checkLimit } from '../checks/limit';
import { limits } from '../checks/limits';
import type { Problem } from '../checks/problem';
import { problems } from '../checks/problems';
import { completeRights, type Rights, rightsShape, validateRights } from './rights';
import { flag, number, text } from '../checks/shape';
import { type FieldShapes, optional } from '../checks/fields';

export interface TaskSettings {
  /**
   * Disk of the task in GiB, 21 to 200, for its images and for what its containers write. A change starts new tasks.
   * https://docs.aws.amazon.com/AmazonECS/latest/developerguide/fargate-task-storage.html
   * @default - Fargate's 20, which cost nothing more
   */
  readonly ephemeralStorageGiB?: number;
  /**
   * Fargate's platform: `LATEST`, or `1.4.0` and later. A change starts new tasks, and replaces nothing else. To go back,
   * write `LATEST`: without the field Terraform keeps what the service has.
   * https://docs.aws.amazon.com/AmazonECS/latest/developerguide/platform-linux-fargate.html
   * @default - `LATEST`, which ECS chooses
   */
  readonly platformVersion?: string;
  /** Rights in AWS beside those that the task needs to run, or roles that exist. @default - only what it needs */
  readonly rights?: Rights;
  /**
   * `aws ecs execute-command` opens a shell in the application's container, or in the Envoy of a gateway. The agent runs as
   * root. A change starts new tasks. https://docs.aws.amazon.com/AmazonECS/latest/developerguide/ecs-exec.html
   * @default false
   */
  readonly enableExecuteCommand?: boolean;
}

export const taskShapes: FieldShapes<TaskSettings> = {
  ephemeralStorageGiB: optional(number),
  platformVersion: optional(text),
  rights: optional(rightsShape),
  enableExecuteCommand: optional(flag),
};

/** Without fields that are not set. */
export function completeTask(settings: TaskSettings): TaskSettings {
  const { ephemeralStorageGiB, platformVersion, rights, enableExecuteCommand } = settings;
  return {
    ...(ephemeralStorageGiB !== undefined && { ephemeralStorageGiB }),
    ...(platformVersion !== undefined && { platformVersion }),
    ...(rights !== undefined && { rights: completeRights(rights) }),
    ...(enableExecuteCommand && { enableExecuteCommand }),
  };
}

export function validateTask(settings: TaskSettings, where: string): Problem[] {
  const { ephemeralStorageGiB, platformVersion, rights } = settings;
  return [
    ...checkLimit(limits.ephemeralStorage, ephemeralStorageGiB, where),
    ...(platformVersion === undefined || isPlatform(platformVersion)
      ? []
      : [problems.platformVersion(where, platformVersion)]),
    ...validateRights(rights, `${where} > rights`),
  ];
}

/**
 * AWS ended 1.3.0 and older ones on 2026-03-31
 * (https://docs.aws.amazon.com/AmazonECS/latest/developerguide/platform-versions-retired.html).
 */
function isPlatform(version: string): boolean {
  if (version === 'LATEST') return true;
  const [, major, minor] = /^(\d{1,3})\.(\d{1,3})\.\d{1,3}$/.exec(version) ?? [];
  return Number(major) > 1 || (major === '1' && Number(minor) >= 4);
}
