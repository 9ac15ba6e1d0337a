/** The targets of this project, by name. No other file lists them. */
import { allTargets } from './all';
import type { PlannedTarget, Target } from './target';

export type { Target } from './target';

/** The values of `MESH_TARGET`. */
export type TargetName = keyof typeof allTargets;

/** The values of `MESH_TARGET` that this project can place. */
export type BuiltName = {
  [Name in TargetName]: ReturnType<(typeof allTargets)[Name]> extends Target ? Name : never;
}[TargetName];

/** A folder has the name of its target. */
const load: { readonly [Name in TargetName]: () => (Target | PlannedTarget) & { readonly name: Name } } =
  allTargets;

/** All names, sorted. */
export const TARGETS: readonly TargetName[] = (Object.keys(load) as TargetName[]).sort();

/** Undefined for a name that validation refuses. */
export function builtTarget(name: TargetName): (Target & { readonly name: BuiltName }) | undefined {
  const target: (Target & { readonly name: BuiltName }) | PlannedTarget = allTargets[name]();
  return target.kind === 'built' ? target : undefined;
}

/** {@link builtTarget} after validation. */
export function targetNamed(name: TargetName): Target & { readonly name: BuiltName } {
  const target = builtTarget(name);
  if (target === undefined)
    throw new Error(`bug: target ${name} is not built and got past validation; please report`);
  return target;
}

/** The targets that can be chosen, sorted by name. */
export function builtTargets(): (Target & { readonly name: BuiltName })[] {
  return TARGETS.flatMap((name) => builtTarget(name) ?? []);
}
