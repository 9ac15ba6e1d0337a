/**
 * The switch of a running application to another target, in two steps. The first step adds what the new target needs, so
 * that tasks serve callers of both. The second step removes what only the old target needs. The steps and their order are
 * decided here, before anything is applied.
 */
import type { Settings } from '../../project/settings';
import type { MeshApplication } from '../../mesh/application';
import type { Problem } from '../../mesh/checks/problem';
import type { TargetName } from '../../targets';
import { type StackEntry, validateSwitchOrder } from '../../project';
import { type FirstStep, firstStepOf } from '../../targets/switch';
import { switchIncomplete, switchInterrupts, targetBeforeWrong } from './problems';
import type { StackTurn } from '../run/outcomes';
import { applicationsOf, isOfTarget } from '../stacks/stack-choice';
import type { States } from '../terraform-state/state-file';
import { targetsRunning } from './running-target';
import type { Switching } from './switch-state';

export interface TargetSwitch {
  readonly application: MeshApplication;
  readonly before: TargetName;
  /** The other targets that run. No step can have three targets. */
  readonly beside: readonly TargetName[];
  /** In the order in which both steps deploy them. */
  readonly stacks: readonly StackEntry[];
}

export interface SwitchInput {
  readonly settings: Pick<Settings, 'target' | 'targetBefore'>;
  /** Stacks of the project. */
  readonly stacks: readonly StackEntry[];
  readonly states: States;
  /** How the same stacks are switched. */
  readonly switching: Switching;
}

/** Empty if `MESH_TARGET_BEFORE` is set: then the user runs the two steps, and this is the first. */
export function switchesOf(chosen: readonly StackEntry[], input: SwitchInput): TargetSwitch[] {
  const { target, targetBefore } = input.settings;
  if (targetBefore !== undefined) return [];
  return runningIn(chosen, input).flatMap(({ application, own, running }) => {
    const [before, ...beside] = running.filter((each) => each !== target);
    if (before === undefined) return [];
    return [{ application, before, beside, stacks: inOrder(own, firstStepOf(before, target)) }];
  });
}

/** The first step keeps what the old target needs, and removes what any third target needs. */
export function validateTargetBefore(chosen: readonly StackEntry[], input: SwitchInput): Problem[] {
  const { target, targetBefore } = input.settings;
  if (targetBefore === undefined) return [];
  return runningIn(chosen, input).flatMap(({ application, running }) => {
    const others = running.filter((each) => each !== target && each !== targetBefore);
    return others.length === 0 ? [] : [targetBeforeWrong(application.name, others, targetBefore)];
  });
}

interface Running {
  readonly application: MeshApplication;
  /** Its stacks that depend on the target, chosen or not. */
  readonly own: readonly StackEntry[];
  readonly running: readonly TargetName[];
}

function runningIn(chosen: readonly StackEntry[], { stacks, states, switching }: SwitchInput): Running[] {
  return applicationsOf(chosen.filter(isOfTarget)).map((application) => {
    const own = stacks.filter((stack) => stack.application?.name === application.name && isOfTarget(stack));
    const held = new Map(own.map(({ name }) => [name, states.get(name) ?? []]));
    return { application, own, running: targetsRunning(held, switching) };
  });
}

/** @param chosen the stacks that are deployed */
export function validateSwitches(
  switches: readonly TargetSwitch[],
  chosen: readonly StackEntry[],
  target: TargetName,
): Problem[] {
  const isChosen = (stack: StackEntry) => chosen.some(({ name }) => name === stack.name);
  return switches.flatMap(({ application, before, beside, stacks }) => {
    if (beside.length > 0 || firstStepOf(before, target) === undefined)
      return [switchInterrupts(application.name, [before, ...beside], target)];
    const missing = stacks.filter((stack) => !isChosen(stack)).map(({ name }) => name);
    return [
      ...(missing.length > 0 ? [switchIncomplete(application.name, before, missing)] : []),
      ...validateSwitchOrder(application, before).map((problem) => ({
        ...problem,
        where: `application "${application.name}" > ${problem.where}`,
      })),
    ];
  });
}

function inOrder(stacks: readonly StackEntry[], step: FirstStep | undefined): StackEntry[] {
  if (!step?.platformLast) return [...stacks];
  const isPlatform = ({ part }: StackEntry) => part === 'platform';
  return [...stacks.filter((stack) => !isPlatform(stack)), ...stacks.filter(isPlatform)];
}

/** The order of the stacks if the user runs the first step (`MESH_TARGET_BEFORE`): the same as the order of `deploy`. */
export function inFirstStepOrder(
  chosen: readonly StackEntry[],
  { target, targetBefore }: Pick<Settings, 'target' | 'targetBefore'>,
): readonly StackEntry[] {
  if (targetBefore === undefined) return chosen;
  const applications = [...new Set(chosen.map(({ application }) => application))];
  return applications.flatMap((each) =>
    inOrder(
      chosen.filter(({ application }) => application === each),
      firstStepOf(targetBefore, target),
    ),
  );
}

export interface Turn extends StackTurn {
  readonly stack: StackEntry;
  /** @default - deployed stacks stay on their target */
  readonly step?: { readonly number: 1 | 2; readonly of: TargetSwitch };
}

const saidStep = { 1: 'step 1 of 2: add', 2: 'step 2 of 2: remove' } as const;

/** The stacks in the order of deployment. Stacks of a switch are in it twice, at the place of the first of them. */
export function turnsOf(chosen: readonly StackEntry[], switches: readonly TargetSwitch[]): Turn[] {
  const switchOf = (stack: StackEntry) =>
    switches.find(({ stacks }) => stacks.some(({ name }) => name === stack.name));
  const done = new Set<TargetSwitch>();
  return chosen.flatMap((stack): Turn[] => {
    const own = switchOf(stack);
    if (own === undefined) return [{ name: stack.name, stack }];
    if (done.has(own)) return [];
    done.add(own);
    return ([1, 2] as const).flatMap((number) =>
      own.stacks.map((each, index) => ({
        name: each.name,
        stack: each,
        said: saidStep[number],
        // The command for the next step names them all.
        ends: number === 2 && index === own.stacks.length - 1 ? own.stacks.map(({ name }) => name) : [],
        step: { number, of: own },
      })),
    );
  });
}
