/** What is wrong with a small application, in a form that fits a table. */
import { MeshError, formatProblem, type Problem, sortProblems } from '../../lib/mesh/checks/problem';
import { validateApplication } from '../../lib/mesh/validate';
import { aMesh, type MeshParts } from '../../lib/testing';

/** `<place> [code]` of every problem, sorted. */
export function problemsOf(parts: MeshParts | (() => MeshParts)): string[] {
  return allOf(parts).map(({ where, code }) => `${where} [${code}]`);
}

/** Every problem as the user reads it, sorted. */
export function textsOf(parts: MeshParts | (() => MeshParts)): string[] {
  return allOf(parts).map(formatProblem);
}

/** The codes of every problem, sorted by place. */
export function codesOf(parts: MeshParts | (() => MeshParts)): string[] {
  return allOf(parts).map(({ code }) => code);
}

function allOf(parts: MeshParts | (() => MeshParts)): Problem[] {
  try {
    return sortProblems(validateApplication(aMesh(parts).at({ stage: 'dev' })));
  } catch (error) {
    if (error instanceof MeshError) return [...error.problems];
    throw error;
  }
}
