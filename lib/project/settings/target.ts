/** `MESH_TARGET`: the target of all applications. */
import { listNames, type Problem } from '../../mesh/checks/problem';
import { suggestWord } from '../../mesh/checks/problems/factory';
import { TARGETS, type TargetName } from '../../targets';
import { accepted, type Read, refused } from './setting-form';

/** Each of the four is a valid setting. The code that selects the renderer checks whether it is built yet. */
export function readTarget(text: string, where: string): Read<TargetName> {
  const target = TARGETS.find((name) => name === text);
  return target === undefined ? refused(targetUnknown(where, text, TARGETS)) : accepted(target);
}

function targetUnknown(where: string, got: string, known: readonly string[]): Problem {
  return {
    code: 'setting-target-unknown',
    severity: 'error',
    where,
    what: 'is not a target',
    got,
    fix: suggestWord(got, known, `use one of ${listNames(known)}`),
  };
}
