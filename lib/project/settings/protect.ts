/** `MESH_PROTECT`: whether Terraform may delete resources that hold state or traffic. */
import type { Problem } from '../../mesh/checks/problem';
import { accepted, type Read, refused } from './setting-form';

export function readProtect(text: string, where: string): Read<boolean> {
  if (text === 'on') return accepted(true);
  if (text === 'off') return accepted(false);
  return refused(protectMalformed(where, text));
}

function protectMalformed(where: string, got: string): Problem {
  return {
    code: 'setting-protect',
    severity: 'error',
    where,
    what: 'must be on or off',
    got,
    fix: 'write on or off',
  };
}
