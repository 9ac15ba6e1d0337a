/** Destroys stacks, the last first. All checks run before the first stack is destroyed. */
import { throwErrors } from '../../mesh/checks/problem';
import type { StackEntry } from '../../project';
import { validateBucketSetting, validateStanding } from '../terraform-state/bucket-checks';
import { accountName } from '../../mesh/account-names';
import { destroyBucket, validateBucketContent } from '../terraform-state/destroy-bucket';
import { type StateResource, type States } from '../terraform-state/state-file';
import { validateShared } from '../resource-moves/move-checks';
import { chooseOrphans, validateOrphanNames } from '../orphaned-stacks/orphan-choice';
import { findUnknownReaders } from '../orphaned-stacks/unknown-readers';
import { validateProviders } from '../terraform/provider-check';
import { validateStackLocks } from '../terraform-state/state-locks';
import type { Approval } from '../cli/approval';
import { eachStack } from '../run/outcomes';
import { isOfTarget } from '../stacks/stack-choice';
import { applyPlan, planStack } from '../terraform/stack-plan';
import { readStates, type DeployContext } from '../run/deploy-context';
import { validateDownstream, validateProtection, validateReaders } from './destroy-checks';

export interface DestroyOptions extends Approval {
  /** Stacks that no application declares: those with these names, or all that are deployed. */
  readonly orphans: 'all' | readonly string[];
}

export async function destroyStacks(
  context: DeployContext,
  declared: readonly StackEntry[],
  options: DestroyOptions,
): Promise<void> {
  const { store, settings, say } = context;
  throwErrors([
    ...validateBucketSetting(context),
    // The bucket's protection is known without asking AWS.
    ...validateProtection(declared, new Map(), settings),
  ]);
  say(`looking at bucket "${store.bucket}"`);
  const standing = await store.standing();
  throwErrors(validateStanding(context, standing));
  if (standing.kind === 'none') {
    throwErrors(validateOrphanNames(options.orphans, context.stacks));
    return say('nothing is deployed: there is no such bucket');
  }
  const going = await chooseGoing(context, declared, options.orphans);
  const { chosen, states } = going;
  const withState = chosen.some(({ part }) => part === 'state');
  throwErrors([
    ...validateProtection(chosen, states, settings),
    ...validateDownstream(chosen, going.stacks, states),
    ...validateReaders(chosen, await findUnknownReaders(context, going.stacks, chosen)),
    ...(await validateProviders(context, chosen, standing)),
    // Destroying the bucket destroys all states, so their locks are checked there.
    ...(withState
      ? await validateBucketContent(context, chosen)
      : await validateStackLocks(context, standing, chosen)),
  ]);
  const backwards = [...chosen].reverse();
  await eachStack(context, backwards, async (stack) => {
    const resources = states.get(stack.name) ?? [];
    if (stack.part === 'state') await destroyBucket(context, options);
    else if (resources.length === 0) return 'nothing is deployed';
    else await destroyStack(context, stack, { ...options, resources });
    return 'destroyed';
  });
}

interface Going {
  readonly chosen: readonly StackEntry[];
  /** Stacks of the code, and deployed stacks that the code does not have. */
  readonly stacks: readonly StackEntry[];
  /** States of the chosen stacks, and of stacks that need them. */
  readonly states: States;
}

/** Adds the stacks that no application declares. They have no JSON, so each gets one that declares nothing. */
async function chooseGoing(
  context: DeployContext,
  declared: readonly StackEntry[],
  wanted: DestroyOptions['orphans'],
): Promise<Going> {
  const { orphans, chosen: gone } = await chooseOrphans(context, declared, wanted);
  for (const { name, application } of gone)
    context.declareNothing(name, accountName(application, 'registry'));
  const beside = new Set(gone.map(({ application }) => application.name));
  const needed = context.stacks.filter(
    ({ name, reads, application }) =>
      [name, ...reads].some((each) => isIn(declared, each)) || beside.has(application?.name ?? ''),
  );
  const states = await readStates(context, needed);
  throwErrors(
    validateShared(
      orphans.filter(({ entry }) => gone.includes(entry)),
      states,
    ),
  );
  return {
    chosen: [...declared, ...gone],
    stacks: [...context.stacks, ...orphans.map(({ entry }) => entry)],
    states: new Map([...states, ...orphans.map(({ entry, resources }) => [entry.name, resources] as const)]),
  };
}

const isIn = (stacks: readonly StackEntry[], name: string) => stacks.some((stack) => stack.name === name);

/**
 * The JSON is for the target that is set, but another target may be deployed. Then the outputs that the JSON reads do not
 * exist. Terraform destroys what the state holds, and needs no such output. `MESH_PROTECT` was checked before.
 */
function forgetTarget(
  { stacks, declareNothing, hasOwnDeclarations }: DeployContext,
  stack: StackEntry,
): void {
  const { name } = stack;
  if (isOfTarget(stack) && isIn(stacks, name) && !hasOwnDeclarations(name)) declareNothing(name, name);
}

async function destroyStack(
  context: DeployContext,
  stack: StackEntry,
  { resources, ...approval }: Approval & { readonly resources: readonly StateResource[] },
): Promise<void> {
  const { settings, say } = context;
  const { name } = stack;
  forgetTarget(context, stack);
  if (!settings.protect && keepsImages(resources)) {
    say('its repositories were deployed with MESH_PROTECT=on: the deletion of images is allowed first');
    await applyPlan(context, await planStack(context, name), approval);
  }
  await applyPlan(context, await planStack(context, name, { kind: 'destroy' }), approval);
}

/** The provider deletes as the state says, not the JSON: a repository keeps its images until an apply changes that. */
function keepsImages(resources: readonly StateResource[]): boolean {
  return resources.some(
    ({ type, instances }) =>
      type === 'aws_ecr_repository' && instances.some(({ force_delete }) => force_delete !== true),
  );
}
