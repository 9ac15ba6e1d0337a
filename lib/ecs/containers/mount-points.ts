/** The folders of a container in which file systems are mounted. */
import { hashOf } from '../../mesh/hash';
import type { Volumes } from '../../mesh/runs/volume';
import type { MountPoint } from './container-definition';

export function mountPoints(volumes: Volumes): MountPoint[] {
  return Object.entries(volumes).map(([containerPath, { readOnly }]) => ({
    sourceVolume: volumeName(containerPath),
    containerPath,
    readOnly,
  }));
}

/** ECS API, Volume: at most 255 letters, digits, `_` and `-`. A hash tells paths apart that differ in other characters. */
export function volumeName(path: string): string {
  const name = path.slice(1).replace(/[^A-Za-z0-9]/g, '-');
  const isPlain = `/${name.replaceAll('-', '/')}` === path && name.length <= 200;
  return isPlain ? name : `${name.slice(0, 200)}-${hashOf(path).toString(36)}`;
}
