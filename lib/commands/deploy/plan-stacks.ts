/** Plans stacks in order, and reports which of them cannot be planned yet. */
import type { StackEntry } from '../../project';
import { STATE_STACK } from '../../project';
import { MeshError, throwErrors } from '../../mesh/checks/problem';
import { validateHeldBucket, validateStanding } from '../terraform-state/bucket-checks';
import { mustAdopt } from '../terraform-state/adopt-bucket';
import { refuseMoves } from '../resource-moves/move-checks';
import { describeFound, orphansBeside } from '../orphaned-stacks/orphan-checks';
import { validateProviders } from '../terraform/provider-check';
import { planSeenBucket } from '../terraform-state/plan-bucket';
import { planStack } from '../terraform/stack-plan';
import type { States } from '../terraform-state/state-file';
import type { BucketStanding } from '../terraform-state/state-store';
import { eachStack } from '../run/outcomes';
import { isOfTarget } from '../stacks/stack-choice';
import { reportLosses } from './plan-losses';
import { isExample, readStates, type DeployContext } from '../run/deploy-context';

/**
 * @returns exit code over all stacks, as of `terraform plan -detailed-exitcode`: 0 nothing to change, 2 changes, 1 an
 * error
 */
export async function planStacks(context: DeployContext, chosen: readonly StackEntry[]): Promise<number> {
  const { settings, stacks, store, say } = context;
  throwErrors(validateHeldBucket(context));
  say(`looking at bucket "${store.bucket}"`);
  // The bucket of the example is not looked up: so a fresh clone can plan stack `state`.
  const standing: BucketStanding = isExample(settings) ? { kind: 'none' } : await store.standing();
  throwErrors(validateStanding(context, standing));
  throwErrors(await validateProviders(context, chosen, standing));
  const states = standing.kind === 'own' ? await readStates(context, readBy(chosen, stacks)) : new Map();
  const found = await orphansBeside(context, standing, chosen);
  refuseMoves(context, chosen, { states, orphans: found.orphans });
  // A stack that is no longer declared has to be destroyed, so it counts as a change.
  const exitCodes: number[] = found.orphans.map(() => 2);
  await eachStack(context, chosen, async (stack) => {
    const missing = missingUpstream(stack, standing, states);
    if (missing.length > 0) say(`cannot be planned yet: deploy ${missing.join(' and ')} first`);
    // A stack that waits for another is one large change, so a script must not read it as "nothing to change".
    const diff =
      missing.length > 0
        ? WAITS
        : await diffStack(context, stack, {
            standing,
            isDeployed: (states.get(stack.name) ?? []).length > 0,
          });
    exitCodes.push(diff.exitCode);
    return diff.outcome;
  });
  const beside = describeFound(found);
  if (beside.length > 0) say(['', ...beside].join('\n'));
  return exitCodes.includes(1) ? 1 : exitCodes.includes(2) ? 2 : 0;
}

export function missingUpstream(
  { part, reads }: StackEntry,
  standing: BucketStanding,
  states: States,
): string[] {
  if (part === 'state') return [];
  if (standing.kind === 'none') return [STATE_STACK];
  return reads.filter((name) => (states.get(name) ?? []).length === 0);
}

/** A plan needs the states of its stack and of those that it reads. A user who may read only these can plan. */
function readBy(chosen: readonly StackEntry[], stacks: readonly StackEntry[]): StackEntry[] {
  return stacks.filter((stack) => chosen.some(({ name, reads }) => [name, ...reads].includes(stack.name)));
}

interface Diff {
  readonly exitCode: number;
  /** Undefined if the plan failed. */
  readonly outcome?: string;
}

const WAITS: Diff = { exitCode: 2, outcome: 'cannot be planned yet' };

async function diffStack(
  context: DeployContext,
  stack: StackEntry,
  { standing, isDeployed }: { readonly standing: BucketStanding; readonly isDeployed: boolean },
): Promise<Diff> {
  const { inits, showPlan, say } = context;
  const { name, part } = stack;
  try {
    if (part === 'state' && mustAdopt(context, standing)) {
      await inits.init(name, { always: true });
      const exitCode = await planSeenBucket(context);
      if (exitCode === 2) showPlan(name);
      return diffOf(exitCode);
    }
    // The plan takes no lock, because it is not applied. So a user with read rights can plan, and a plan blocks no
    // deploy.
    const plan = await planStack(context, name, { args: ['-lock=false'] });
    if (plan.hasChanges) showPlan(name);
    const mayLose = isOfTarget(stack) || (plan.hasChanges && isDeployed);
    const hasMore = mayLose && (await reportLosses(context, plan));
    if (hasMore)
      return { exitCode: 2, outcome: `${plan.hasChanges ? 'changes, and ' : ''}what is not declared` };
    return diffOf(plan.hasChanges ? 2 : 0);
  } catch (error) {
    if (!(error instanceof MeshError)) throw error;
    say(error.message);
    return diffOf(1);
  }
}

function diffOf(exitCode: number): Diff {
  if (exitCode === 0) return { exitCode, outcome: 'nothing to change' };
  return exitCode === 2 ? { exitCode, outcome: 'changes' } : { exitCode };
}
