/** Folders of an EFS file system that exists, in a container. */
import { byKey } from '../by-key';
import { fields, optional } from '../checks/fields';
import type { Problem } from '../checks/problem';
import { problems } from '../checks/problems';
import { flag, named, type Shape } from '../checks/shape';
import { quote } from '../checks/value-text';
import {
  completeExternalGroup,
  type ExternalGroup,
  type ExternalGroupDefinition,
  externalGroupShape,
  validateExternalGroup,
} from '../surroundings/external-group';
import { completeRef, type Ref, refShape, validateRef } from '../surroundings/reference';
import { FOLDER } from './writable';

/** Port of NFS, which EFS speaks (https://docs.aws.amazon.com/efs/latest/ug/network-access.html). */
export const NFS_PORT = 2049;

export interface VolumeDefinition {
  /** Id of the file system: `fs-0a1b2c3d4e5f67890`. */
  readonly fileSystem: Ref;
  /** Id of its access point, which says the folder, and the user that the tasks are: `fsap-0a1b2c3d4e5f67890`. */
  readonly accessPoint: Ref;
  /** Group of its mount targets. */
  readonly securityGroup: ExternalGroupDefinition;
  /** The tasks may not write. @default false */
  readonly readOnly?: boolean;
}

export interface Volume {
  readonly fileSystem: Ref;
  readonly accessPoint: Ref;
  readonly securityGroup: ExternalGroup;
  readonly readOnly: boolean;
}

export type Volumes<One = Volume> = Readonly<Record<string, One>>;

export const volumesShape: Shape = named(
  'volume',
  fields<VolumeDefinition>({
    fileSystem: refShape,
    accessPoint: refShape,
    securityGroup: externalGroupShape,
    readOnly: optional(flag),
  }),
);

/** Sorted by path; absent if there is none. */
export function completeVolumes(definitions: Volumes<VolumeDefinition> = {}): { readonly volumes?: Volumes } {
  const all = Object.entries(definitions)
    .sort(byKey)
    .map(([path, { fileSystem, accessPoint, securityGroup, readOnly = false }]) => [
      path,
      {
        fileSystem: completeRef(fileSystem),
        accessPoint: completeRef(accessPoint),
        securityGroup: completeExternalGroup(securityGroup),
        readOnly,
      },
    ]);
  return all.length === 0 ? {} : { volumes: Object.fromEntries(all) as Volumes };
}

/** @param taken folders that something else is mounted in */
export function validateVolumes(volumes: Volumes = {}, taken: readonly string[], where: string): Problem[] {
  return Object.entries(volumes).flatMap(([path, volume]) => {
    const place = `${where} > volume ${quote(path)}`;
    return [
      ...(FOLDER.test(path) ? [] : [problems.folderPath(place, path)]),
      ...(taken.includes(path) ? [problems.folderTwice(place, path)] : []),
      ...validateRef(volume.fileSystem, { kind: 'file-system', where: `${place} > file system` }),
      ...validateRef(volume.accessPoint, { kind: 'access-point', where: `${place} > access point` }),
      ...validateExternalGroup(volume.securityGroup, place),
    ];
  });
}
