/** One factory per problem code of choosing stacks. */
import { listNames, nearestName, type Problem } from '../../mesh/checks/problem';

export function stackUnknown(name: string, known: readonly string[]): Problem {
  const near = nearestName(name, known);
  const otherStage = 'is it of another stage? MESH_STAGE chooses the stage';
  return {
    code: 'stack-unknown',
    severity: 'error',
    where: `stack "${name}"`,
    what: 'is no stack of this project',
    fix: near === undefined ? `stacks are ${listNames(known)}; ${otherStage}` : `did you mean "${near}"?`,
  };
}
