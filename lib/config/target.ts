/** `MESH_TARGET`: what carries the mesh. */
import { targetUnknown } from './problems';
import { accepted, type Read, refused } from './setting';

export const TARGETS = ['app-mesh', 'envoy', 'none', 'service-connect'] as const;

export type TargetName = (typeof TARGETS)[number];

/** Any of the four is a valid setting; whether it is built yet is for whoever picks the renderer. */
export function readTarget(text: string, where: string): Read<TargetName> {
  const target = TARGETS.find((name) => name === text);
  return target === undefined ? refused(targetUnknown(where, text, TARGETS)) : accepted(target);
}
