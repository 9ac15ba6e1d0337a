/** Validation that depends on the target. */
import type { MeshApplication } from '../mesh/application';
import type { Problem } from '../mesh/checks/problem';
import { problems } from '../mesh/checks/problems';
import { DEFAULT_QUOTAS, type Quotas } from '../mesh/checks/quotas';
import { builtTarget, builtTargets, type TargetName } from '.';

/** One problem for the whole project if the target has no renderer yet. */
export function validateTarget(name: TargetName): Problem[] {
  if (builtTarget(name) !== undefined) return [];
  const built = builtTargets().map((target) => target.name);
  return [problems.targetNotBuilt(name, built)];
}

/** What the target cannot express, as errors. What it expresses only in part, or loses without harm, as warnings. */
export function validateForTarget(
  name: TargetName,
  application: MeshApplication,
  quotas: Quotas = DEFAULT_QUOTAS,
): Problem[] {
  return builtTarget(name)?.validate(application, quotas) ?? [];
}
