/** The EFS file systems of a task: their ids, and the right to mount exactly these. */
import type { Volumes } from '../../../mesh/runs/volume';
import { partitionOf } from '../../arn';
import type { FileSystemIds } from '../../task-definition';
import type { TaskPlace } from '../task';
import type { Statement } from './policy-document';

/** By the folder that they are mounted in. */
export function fileSystemsOf(volumes: Volumes, { references }: TaskPlace): Record<string, FileSystemIds> {
  const found = Object.entries(volumes).map(([path, { fileSystem, accessPoint }]) => [
    path,
    {
      fileSystemId: references.find(fileSystem, 'file-system'),
      accessPointId: references.find(accessPoint, 'access-point'),
    },
  ]);
  return Object.fromEntries(found) as Record<string, FileSystemIds>;
}

/** https://docs.aws.amazon.com/efs/latest/ug/iam-access-control-nfs-efs.html */
export function mountStatements(volumes: Volumes, place: TaskPlace): Statement[] {
  const { region, accountId } = place;
  const arn = (resource: string) =>
    `arn:${partitionOf(region)}:elasticfilesystem:${region}:${accountId}:${resource}`;
  return Object.entries(fileSystemsOf(volumes, place)).map(([path, { fileSystemId, accessPointId }]) => ({
    actions: [
      'elasticfilesystem:ClientMount',
      ...(volumes[path]?.readOnly ? [] : ['elasticfilesystem:ClientWrite']),
    ],
    resources: [arn(`file-system/${fileSystemId}`)],
    conditions: {
      StringEquals: { 'elasticfilesystem:AccessPointArn': arn(`access-point/${accessPointId}`) },
    },
  }));
}
