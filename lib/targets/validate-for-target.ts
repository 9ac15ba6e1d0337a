/** The one place that knows which targets are built, and who checks an application for them. */
import type { MeshApplication } from '../mesh/application';
import type { Problem } from '../mesh/checks/problem';
import { problems } from '../mesh/checks/problems';
import type { TargetName } from '../mesh/target';
import { validateForAppMesh } from './app-mesh';
import { placedTargets } from './capabilities';
import { validateForEnvoy } from './envoy';
import { validateForNone } from './none';

/** The checks of every target that has a renderer. */
const checks: Readonly<Partial<Record<TargetName, (application: MeshApplication) => Problem[]>>> = {
  'app-mesh': validateForAppMesh,
  envoy: validateForEnvoy,
  none: validateForNone,
};

/** What the target cannot express, as errors, and what it expresses only nearly or not at all without harm, as warnings. */
export function validateForTarget(target: TargetName, application: MeshApplication): Problem[] {
  return placedTargets.has(target) ? (checks[target]?.(application) ?? []) : [];
}

/** Of which targets the tasks can run at once, and in which direction. */
const switches: readonly string[] = ['none envoy', 'envoy none', 'app-mesh envoy'];

/** @param before the target that still runs */
export function isSwitch(before: TargetName, target: TargetName): boolean {
  return switches.includes(`${before} ${target}`);
}

/** The output of a stack that says between which targets it is. Only the JSON of a first step has it. */
export const SWITCHING_OUTPUT = 'switching_between';

/** @returns sorted, since the first step between two targets may be the same both ways */
export function switchingBetween(before: TargetName, target: TargetName): readonly TargetName[] {
  return [before, target].sort();
}

/** One problem for the whole project where the target is not built to the end yet. */
export function validateTarget(target: TargetName): Problem[] {
  return !placedTargets.has(target) ? [problems.targetNotBuilt(target)] : [];
}
