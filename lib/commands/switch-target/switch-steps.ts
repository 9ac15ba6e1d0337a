/** Runs the two steps of a switch: prints what each does, and checks the conditions of the second. */
import type { TargetName } from '../../targets';
import { MeshError } from '../../mesh/checks/problem';
import { switchNotSteady } from './problems';
import { planStack } from '../terraform/stack-plan';
import type { TargetSwitch, Turn } from './switch-plan';
import type { DeployContext } from '../run/deploy-context';

type Step = NonNullable<Turn['step']>;

/**
 * Resolves with the context that has the JSON of the step. Before the first step it prints what will happen. Before the
 * second step a plan of the first must be empty: then its tasks run, and ECS has rolled back none of them.
 */
export function inSteps(context: DeployContext, target: TargetName): (step: Step) => Promise<DeployContext> {
  const firsts = new Map<TargetSwitch, Promise<DeployContext>>();
  const steady = new Map<TargetSwitch, Promise<void>>();
  return async ({ number, of }) => {
    const first = firsts.get(of) ?? begin(context, of, target);
    firsts.set(of, first);
    if (number === 1) return first;
    const checked = steady.get(of) ?? first.then((at) => mustBeSteady(at, of));
    steady.set(of, checked);
    await checked;
    return context;
  };
}

function begin({ say, firstStep }: DeployContext, { application, before }: TargetSwitch, target: TargetName) {
  say(
    `application "${application.name}" runs on target ${before}. It is switched to ${target} in two steps:`,
  );
  say(`1. add: what ${target} needs comes beside what ${before} has, and every task serves callers of both;`);
  say(`2. remove: what only ${before} needed is removed. If a step fails, run the same command again.`);
  return firstStep(before);
}

async function mustBeSteady(first: DeployContext, { before, stacks }: TargetSwitch): Promise<void> {
  for (const { name } of stacks) {
    first.say(`is step 1 what runs? ${name}`);
    const { hasChanges } = await planStack(first, name);
    if (!hasChanges) continue;
    first.showPlan(name);
    throw new MeshError([switchNotSteady(name, before)]);
  }
}
