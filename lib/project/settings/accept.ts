/** `MESH_ACCEPT`: the codes of problems whose loss the user accepts. */
import { listNames, type Problem } from '../../mesh/checks/problem';
import { suggestWord } from '../../mesh/checks/problems/factory';
import { acceptable } from '../../mesh/checks/acceptable-codes';
import { accepted, type Read, refused } from './setting-form';

const CODE = /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/;

/** Sorted, each once: their order has no meaning. If one code is wrong, the others are still accepted. */
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

function acceptMalformed(where: string, got: string): Problem {
  return {
    code: 'setting-accept',
    severity: 'error',
    where,
    what: 'must be problem codes separated by commas',
    got,
    fix: 'write the code as it stands in the brackets of the message',
  };
}

function acceptUnknown(where: string, got: string, known: readonly string[]): Problem {
  return {
    code: 'setting-accept-unknown',
    severity: 'error',
    where,
    what: 'must name losses that can be accepted',
    got,
    fix: suggestWord(got, known, `remove it; such losses are ${listNames(known)}`),
  };
}
