/** Deploys stacks in order. All checks run before the first stack is applied. */
import { type Problem, throwErrors } from '../../mesh/checks/problem';
import type { StackEntry } from '../../project';
import { STATE_STACK } from '../../project';
import type { Approval } from '../cli/approval';
import { adoptBucket, mustAdopt } from '../terraform-state/adopt-bucket';
import { validateNodesInUse } from './nodes-in-use-check';
import { validateBucketSetting, validateStanding } from '../terraform-state/bucket-checks';
import { validateEndedTarget } from './ended-target-check';
import { describeFound, orphansBeside, validateOrphans } from '../orphaned-stacks/orphan-checks';
import { refuseMoves } from '../resource-moves/move-checks';
import { validateNetworkChange } from './network-change-check';
import { stackUpstreamMissing } from './problems';
import { validateProviders } from '../terraform/provider-check';
import { validateStackLocks } from '../terraform-state/state-locks';
import type { States } from '../terraform-state/state-file';
import type { BucketStanding } from '../terraform-state/state-store';
import { eachStack } from '../run/outcomes';
import { applicationsOf, isOfTarget } from '../stacks/stack-choice';
import { applyPlan, planStack } from '../terraform/stack-plan';
import { inSteps } from '../switch-target/switch-steps';
import {
  inFirstStepOrder,
  switchesOf,
  turnsOf,
  validateSwitches,
  validateTargetBefore,
} from '../switch-target/switch-plan';
import { readSwitching } from '../switch-target/switch-state';
import { refuseLosses } from './plan-losses';
import { FIRST_STEP_TARGET } from '../../targets/switch';
import { readStates, type DeployContext } from '../run/deploy-context';

export interface DeployOptions extends Approval {
  /** Also removes nodes that are still called: requests to them may fail. @default false */
  readonly interrupt?: boolean;
}

export async function deployStacks(
  context: DeployContext,
  chosen: readonly StackEntry[],
  { interrupt = false, ...approval }: DeployOptions,
): Promise<void> {
  const { settings, stacks, store, say } = context;
  throwErrors([...validateBucketSetting(context), ...validateEndedTarget(settings, chosen)]);
  say(`looking at bucket "${store.bucket}"`);
  const standing = await store.standing();
  throwErrors(validateStanding(context, standing));
  const { target } = settings;
  const states = standing.kind === 'own' ? await readStates(context, concerned(chosen, stacks)) : new Map();
  const found = await orphansBeside(context, standing, chosen);
  refuseMoves(context, chosen, { states, orphans: found.orphans });
  describeFound(found).forEach(say);
  const declares = (stack: string) =>
    new Set(context.declared(stack).map(({ type, name }) => `${type}.${name}`));
  const ofTarget = standing.kind === 'own' ? concerned(chosen, stacks).filter(isOfTarget) : [];
  const running = { settings, stacks, states, switching: await readSwitching(context, ofTarget) };
  const switches = switchesOf(chosen, running);
  throwErrors([
    ...validateOrphans(found.orphans, chosen, { states, declares }),
    ...validateNetworkChange(chosen, states, found.orphans),
    ...(await validateProviders(context, chosen, standing)),
    ...(await validateStackLocks(context, standing, chosen)),
    ...validateUpstream(chosen, standing, states),
    ...(interrupt
      ? []
      : [...validateTargetBefore(chosen, running), ...validateSwitches(switches, chosen, target)]),
    // During a switch of the target, a node is called if it is called on either target.
    ...(interrupt
      ? []
      : validateNodesInUse(chosen, stacks, {
          target: switches.length > 0 ? FIRST_STEP_TARGET : target,
          states,
        })),
  ]);
  const stepOf = inSteps(context, target);
  const turns = turnsOf(inFirstStepOrder(chosen, settings), interrupt ? [] : switches);
  await eachStack(context, turns, async ({ name, stack, step }) => {
    const { part, runsImages } = stack;
    const at = step ? await stepOf(step) : context;
    if (runsImages && settings.build === 'elsewhere' && settings.images.kind === 'built')
      say(
        'its tasks start when its images are pushed: npm run images lists them, MESH_BUILD=docker pushes them',
      );
    if (part === 'state' && mustAdopt(context, standing)) await adoptBucket(context);
    const plan = await planStack(at, name);
    // The first apply of a stack cannot replace anything.
    const mayLose = isOfTarget(stack) || (states.get(name) ?? []).length > 0;
    if (plan.hasChanges && mayLose) await refuseLosses(at, plan);
    await applyPlan(at, plan, approval);
    return plan.hasChanges || step ? 'deployed' : 'nothing to change';
  });
  if (settings.targetBefore !== undefined)
    say('step 1 of 2 is done; without MESH_TARGET_BEFORE comes step 2');
}

/** The chosen stacks, those that they read, and all other stacks of their applications. */
function concerned(chosen: readonly StackEntry[], stacks: readonly StackEntry[]): StackEntry[] {
  const applications = applicationsOf(chosen);
  return stacks.filter(
    ({ name, application }) =>
      chosen.some((each) => each.name === name || each.reads.includes(name)) ||
      (application !== undefined && applications.includes(application)),
  );
}

/** A stack that is deployed in the same run counts as deployed, because stacks are deployed in order. */
export function validateUpstream(
  chosen: readonly StackEntry[],
  standing: BucketStanding,
  states: States,
): Problem[] {
  const isChosen = (name: string) => chosen.some((stack) => stack.name === name);
  const first = chosen.find(({ part }) => part !== 'state');
  if (standing.kind === 'none' && first !== undefined && !isChosen(STATE_STACK))
    return [stackUpstreamMissing(first.name, STATE_STACK)];
  return chosen.flatMap(({ name, reads }) =>
    reads
      .filter((read) => !isChosen(read) && (states.get(read) ?? []).length === 0)
      .map((read) => stackUpstreamMissing(name, read)),
  );
}
