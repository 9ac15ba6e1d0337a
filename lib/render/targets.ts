/** The one place that knows which targets are built, and who checks an application for them. */
import type { MeshApplication } from '../mesh/application';
import type { Problem } from '../mesh/problem';
import { problems } from '../mesh/problems';
import type { TargetName } from '../mesh/target';
import { validateForAppMesh } from './app-mesh';

/** What the target cannot express, as errors, and what it expresses only nearly, as warnings. */
export function validateForTarget(target: TargetName, application: MeshApplication): Problem[] {
  return target === 'app-mesh' ? validateForAppMesh(application) : [];
}

/** One problem for the whole project where the target is not built yet. */
export function validateTarget(target: TargetName): Problem[] {
  return target === 'app-mesh' ? [] : [problems.targetNotBuilt(target)];
}
