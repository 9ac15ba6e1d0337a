/** `MESH_PROTECT`: may Terraform delete what holds state or traffic? */
import { protectMalformed } from './problems';
import { accepted, type Read, refused } from './setting-form';

export function readProtect(text: string, where: string): Read<boolean> {
  if (text === 'on') return accepted(true);
  if (text === 'off') return accepted(false);
  return refused(protectMalformed(where, text));
}
