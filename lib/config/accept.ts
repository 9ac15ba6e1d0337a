/** `MESH_ACCEPT`: the codes of problems whose loss the user accepts. */
import { acceptable } from '../mesh/acceptable';
import { acceptMalformed, acceptUnknown } from './problems';
import { accepted, type Read, readAll, refused } from './setting';

const CODE = /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/;

/** Sorted, each once: the order they were typed in means nothing. */
export function readAccept(text: string, where: string): Read<readonly string[]> {
  const codes = readAll(text.split(',').map((code) => readCode(code.trim(), where)));
  return codes.kind === 'value' ? accepted([...new Set(codes.value)].sort()) : codes;
}

function readCode(code: string, where: string): Read<string> {
  if (!CODE.test(code)) return refused(acceptMalformed(where, code));
  return acceptable.includes(code) ? accepted(code) : refused(acceptUnknown(where, code, acceptable));
}
