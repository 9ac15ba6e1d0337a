/** `MESH_TARGET`: what carries the mesh. */
import { TARGETS, type TargetName } from '../../mesh/target';
import { targetUnknown } from './problems';
import { accepted, type Read, refused } from './setting-form';

/** Any of the four is a valid setting; whether it is built yet is for whoever picks the renderer. */
export function readTarget(text: string, where: string): Read<TargetName> {
  const target = TARGETS.find((name) => name === text);
  return target === undefined ? refused(targetUnknown(where, text, TARGETS)) : accepted(target);
}
