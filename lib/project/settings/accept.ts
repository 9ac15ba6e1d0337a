/** `MESH_ACCEPT`: the codes of problems whose loss the user accepts. */
import { acceptable } from '../../mesh/checks/acceptable';
import { acceptMalformed, acceptUnknown } from './problems';
import { accepted, type Read, refused } from './setting-form';

const CODE = /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/;

/** Sorted, each once: the order they were typed in means nothing. One mistake leaves the others accepted. */
export function readAccept(text: string, where: string): Read<readonly string[]> {
  const parts = text.split(',').map((code) => readCode(code.trim(), where));
  const good = parts.flatMap((part) => (part.kind === 'value' ? [part.value] : []));
  const codes = [...new Set(good)].sort();
  const problems = parts.flatMap((part) => (part.kind === 'problems' ? part.problems : []));
  return problems.length > 0 ? { kind: 'problems', problems, rest: codes } : accepted(codes);
}

function readCode(code: string, where: string): Read<string> {
  if (!CODE.test(code)) return refused(acceptMalformed(where, code));
  return acceptable.includes(code) ? accepted(code) : refused(acceptUnknown(where, code, acceptable));
}
