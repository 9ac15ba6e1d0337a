/** Between which targets an application can change while it runs: in a first step, tasks of both targets run at once. */
import type { BuiltName, TargetName } from '..';

export interface FirstStep {
  /** The constructs that place it. */
  readonly kind: 'none-and-envoy' | 'from-app-mesh';
  /** The target that still runs. */
  readonly before: BuiltName;
  /** The new target. */
  readonly target: BuiltName;
  /** New tasks call only new tasks, so a node's callers must be deployed after it. */
  readonly calleesFirst: boolean;
  /**
   * The platform is deployed after the services. Its gateways are healthy only when the nodes behind them have Envoys.
   * The rules that the second step revokes are needed until the services of the other stacks have been replaced.
   */
  readonly platformLast: boolean;
}

const firstSteps: readonly FirstStep[] = [
  { kind: 'none-and-envoy', before: 'none', target: 'envoy', calleesFirst: false, platformLast: true },
  { kind: 'none-and-envoy', before: 'envoy', target: 'none', calleesFirst: false, platformLast: false },
  { kind: 'from-app-mesh', before: 'app-mesh', target: 'envoy', calleesFirst: true, platformLast: true },
];

/** The possible values of `MESH_TARGET_BEFORE`, for messages. */
export const TARGETS_BEFORE = '`none`, `envoy`, or `app-mesh` on the way to `envoy`';

/** In every first step tasks call each other as on this target, or in further ways. */
export const FIRST_STEP_TARGET = 'envoy' satisfies BuiltName;

/** Undefined if a change of the target is one plan; then requests fail while tasks are replaced. */
export function firstStepOf(before: TargetName, target: TargetName): FirstStep | undefined {
  return firstSteps.find((step) => step.before === before && step.target === target);
}

/** Whether such a step keeps tasks of this target running, whatever the new target is. */
export function needsCalleesFirst(before: TargetName): boolean {
  return firstSteps.some((step) => step.before === before && step.calleesFirst);
}

/**
 * The target before, if a state does not record it: the other side of a step that needs no order. For a target without
 * such a step it is the target itself.
 */
export function likelyBefore(target: BuiltName): BuiltName {
  return firstSteps.find((step) => step.target === target && !step.calleesFirst)?.before ?? target;
}

/** The output of a stack with the two targets that it is between. Only the JSON of a first step has it. */
export const SWITCHING_OUTPUT = 'switching_between';

/** @returns sorted, because the first step between two targets may be the same in both directions */
export function switchingBetween(before: TargetName, target: TargetName): readonly TargetName[] {
  return [before, target].sort();
}
