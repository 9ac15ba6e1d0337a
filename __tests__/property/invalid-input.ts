/** What holds of every definition, sound or not: there are no mistakes but problems. */
import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import type { ApplicationDefinition } from '../../lib/mesh/application-definition';
import { completeApplication } from '../../lib/mesh/complete-application';
import { formatProblem, MeshError, type Problem, sortProblems } from '../../lib/mesh/checks/problem';
import { validateApplication } from '../../lib/mesh/validate';
import { validateForAppMesh } from '../../lib/targets/app-mesh';
import { validateForEnvoy } from '../../lib/targets/envoy';
import { validateForNone } from '../../lib/targets/none';
import { renderAll as renderAppMesh } from '../targets/app-mesh/render-all';
import { renderAll as renderEnvoy } from '../targets/envoy/render-all';
import { renderAll as renderNone } from '../targets/none/render-all';
import { copyOf, largeMutations, mutated, mutations } from './mutation';
import { wholeMeshes } from './whole-mesh';

const targets = [
  [validateForAppMesh, renderAppMesh],
  [validateForEnvoy, renderEnvoy],
  [validateForNone, renderNone],
] as const;

const PROTOTYPES = [Object.prototype, Array.prototype, Function.prototype, String.prototype];
const prototypesNow = () => PROTOTYPES.map((each) => Reflect.ownKeys(each).length);

/** Characters of a line that is too long to read. */
const LONGEST = 5000;

/** Every problem of the definition; where it is sound, every target that loses nothing renders it. */
function problemsIn(definition: unknown): readonly Problem[] {
  try {
    const application = completeApplication('shop', { stage: 'dev' }, definition as ApplicationDefinition);
    const found = sortProblems(validateApplication(application));
    if (found.some(({ severity }) => severity === 'error')) return found;
    return [
      ...found,
      ...targets.flatMap(([validate, render]) => {
        const losses = validate(application);
        if (losses.every(({ severity }) => severity === 'warning')) JSON.stringify(render(application));
        return losses;
      }),
    ];
  } catch (error) {
    if (error instanceof MeshError && error.problems.length > 0) return error.problems;
    throw error;
  }
}

/** Throws where the line is none that a user could read. */
function checkLine(problem: Problem): void {
  const line = formatProblem(problem);
  const form = /^[^ ].*: .+; .+ \[[a-z0-9]+(-[a-z0-9]+)*\]$/u;
  if (!form.test(line) || /[\p{Cc}\p{Zl}\p{Zp}\p{Cs}]/u.test(line) || line.length > LONGEST)
    throw new Error(`no line to read: ${JSON.stringify(line.slice(0, LONGEST))}`);
}

function check(definition: unknown): void {
  const before = copyOf(definition);
  const prototypes = prototypesNow();
  const found = problemsIn(definition);
  found.forEach(checkLine);
  if (!isDeepStrictEqual(copyOf(definition), before)) throw new Error('the definition is another one now');
  if (!isDeepStrictEqual(prototypesNow(), prototypes)) throw new Error('a prototype is another one now');
  const backwards = problemsIn(copyOf(definition, (keys) => keys.reverse()));
  // What the value holds stands in the order in which it was written.
  const lines = (all: readonly Problem[]) =>
    all
      .map(({ where, what, fix, code }) => [where, what, fix, code].join('; '))
      .sort()
      .join('\n');
  if (lines(backwards) !== lines(found))
    throw new Error(`the order of names matters:\n${lines(found)}\n---\n${lines(backwards)}`);
}

const kinds = { few: mutations, large: largeMutations };

/** Throws with the seed and the mistakes, as few as do it. */
export function checkMistakes(kind: keyof typeof kinds, seed: number, numRuns: number): void {
  const mistakes = fc.record({ base: fc.constantFrom(...wholeMeshes.keys()), mutations: kinds[kind] });
  fc.assert(
    fc.property(mistakes, ({ base, mutations: all }) => check(mutated(wholeMeshes[base] ?? {}, all))),
    { seed, numRuns },
  );
}
