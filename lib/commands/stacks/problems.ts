/** One factory for each problem code of choosing stacks. */
import { listNames, type Problem } from '../../mesh/checks/problem';
import { suggest } from '../../mesh/checks/problems/factory';

export function stackUnknown(name: string, known: readonly string[]): Problem {
  const otherStage = 'is it of another stage? MESH_STAGE chooses the stage';
  return {
    code: 'stack-unknown',
    severity: 'error',
    where: `stack "${name}"`,
    what: 'is not a stack of this project',
    fix: suggest(name, known, `stacks are ${listNames(known)}; ${otherStage}`),
  };
}
