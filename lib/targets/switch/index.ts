/** From which target an application can change to which one while it runs: in a first step tasks of both run at once. */
import type { BuiltName, TargetName } from '..';

export interface FirstStep {
  /** How it is placed. */
  readonly kind: 'none-and-envoy' | 'from-app-mesh';
  /** The target that still runs. */
  readonly before: BuiltName;
  /** The target that comes. */
  readonly target: BuiltName;
  /** New tasks call new tasks alone, so a node's callers must come after it. */
  readonly calleesFirst: boolean;
  /**
   * The platform is deployed after the services. Its gateways are healthy when the nodes behind them have Envoys; and the
   * rules that the second step revokes are needed until the services of the other stacks have been replaced.
   */
  readonly platformLast: boolean;
}

const firstSteps: readonly FirstStep[] = [
  { kind: 'none-and-envoy', before: 'none', target: 'envoy', calleesFirst: false, platformLast: true },
  { kind: 'none-and-envoy', before: 'envoy', target: 'none', calleesFirst: false, platformLast: false },
  { kind: 'from-app-mesh', before: 'app-mesh', target: 'envoy', calleesFirst: true, platformLast: true },
];

/** What may stand in `MESH_TARGET_BEFORE`, for people. */
export const TARGETS_BEFORE = '`none`, `envoy`, or `app-mesh` on the way to `envoy`';

/** In every first step tasks call each other as on this target, or in more ways. */
export const FIRST_STEP_TARGET = 'envoy' satisfies BuiltName;

/** Undefined where a change of the target is one plan, and requests fail while tasks are replaced. */
export function firstStepOf(before: TargetName, target: TargetName): FirstStep | undefined {
  return firstSteps.find((step) => step.before === before && step.target === target);
}

/** Whether such a step keeps tasks of this target running, whatever comes. */
export function needsCalleesFirst(before: TargetName): boolean {
  return firstSteps.some((step) => step.before === before && step.calleesFirst);
}

/**
 * The target before, where a state does not say it: the other side of a step that needs no order. A target without such a
 * step is its own.
 */
export function likelyBefore(target: BuiltName): BuiltName {
  return firstSteps.find((step) => step.target === target && !step.calleesFirst)?.before ?? target;
}

/** The output of a stack that says between which targets it is. Only the JSON of a first step has it. */
export const SWITCHING_OUTPUT = 'switching_between';

/** @returns sorted, because the first step between two targets may be the same in both directions */
export function switchingBetween(before: TargetName, target: TargetName): readonly TargetName[] {
  return [before, target].sort();
}
