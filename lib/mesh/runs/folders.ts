/** Folders of a container that are not those of its image: in memory, or of a file system. */
import type { Problem } from '../checks/problem';
import { type FieldShapes, optional } from '../checks/fields';
import {
  completeVolumes,
  validateVolumes,
  type VolumeDefinition,
  type Volumes,
  volumesShape,
} from './volume';
import {
  completeWritable,
  validateWritable,
  type WritableDefinition,
  type WritableFolder,
  writableShape,
} from './writable';

export interface FoldersDefinition {
  /**
   * Folders that it may write to beside a read-only root: `['/tmp']`. They lie in memory. A path alone has room for 64 MiB.
   * @default [], none
   */
  readonly writable?: readonly WritableDefinition[];
  /** Folders of EFS file systems that exist, by path: they keep what is in them. @default {}, none */
  readonly volumes?: Volumes<VolumeDefinition>;
}

/** Sorted by path; absent if there is none. */
export interface Folders {
  readonly writable?: readonly WritableFolder[];
  readonly volumes?: Volumes;
}

export const foldersShapes: FieldShapes<FoldersDefinition> = {
  writable: optional(writableShape),
  volumes: optional(volumesShape),
};

export function completeFolders({ writable, volumes }: FoldersDefinition): Folders {
  return { ...completeWritable(writable), ...completeVolumes(volumes) };
}

export function validateFolders(
  { writable = [], volumes }: Folders,
  memoryMiB: number,
  where: string,
): Problem[] {
  const taken = writable.map(({ path }) => path);
  return [
    ...validateVolumes(volumes, taken, where),
    ...validateWritable(writable, memoryMiB, `${where} > writable`),
  ];
}
