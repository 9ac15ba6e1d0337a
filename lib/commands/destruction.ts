/** Destroys stacks, the last first. Everything that can be refused is refused before the first of them. */
import { type Problem, throwErrors } from '../mesh/problem';
import type { StackEntry, StackPart } from '../project';
import { validateBucketSetting, validateStanding } from './bucket-checks';
import { stackInUse, stackProtected, stateProtected } from './problems';
import { destroyBucket, validateBucketContent } from './bucket-destruction';
import { addressesOf, type StateResource } from './state-file';
import { validateStackLocks } from './state-locks';
import type { Approval } from './approval';
import { applyPlan, planStack } from './stack-plan';
import { readStates, type Workplace } from './workplace';

/** Parts with what `MESH_PROTECT` protects: cluster, zone, load balancers. */
const PROTECTED: readonly StackPart[] = ['application', 'platform'];

export type States = ReadonlyMap<string, readonly StateResource[]>;

export async function destroyStacks(
  workplace: Workplace,
  chosen: readonly StackEntry[],
  options: Approval,
): Promise<void> {
  const { store, stacks, settings, say } = workplace;
  throwErrors([
    ...validateBucketSetting(workplace),
    // The bucket's protection is known without asking AWS.
    ...validateProtection(chosen, new Map(), settings),
  ]);
  say(`looking at bucket "${store.bucket}"`);
  const standing = await store.standing();
  throwErrors(validateStanding(workplace, standing));
  if (standing.kind === 'none') return say('nothing is deployed: there is no such bucket');
  // Theirs, and of those that would be left without them.
  const needed = stacks.filter((stack) => [stack.name, ...stack.reads].some((name) => isIn(chosen, name)));
  const states = await readStates(workplace, needed);
  const withState = chosen.some(({ part }) => part === 'state');
  throwErrors([
    ...validateProtection(chosen, states, settings),
    ...validateDownstream(chosen, stacks, states),
    // With the bucket go all of them, so their locks are looked for there.
    ...(withState
      ? await validateBucketContent(workplace, chosen)
      : await validateStackLocks(workplace, standing, chosen)),
  ]);
  const backwards = [...chosen].reverse();
  for (const [index, stack] of backwards.entries()) {
    say(`\n==> ${stack.name} (${index + 1} of ${backwards.length})`);
    if (stack.part === 'state') await destroyBucket(workplace, options);
    else await destroyStack(workplace, stack, { ...options, resources: states.get(stack.name) ?? [] });
  }
  say(`\ndestroyed: ${backwards.map(({ name }) => name).join(', ')}`);
}

const isIn = (stacks: readonly StackEntry[], name: string) => stacks.some((stack) => stack.name === name);

/** Terraform refuses too (`prevent_destroy`), but in the midst of its plan, and without naming the setting. */
export function validateProtection(
  chosen: readonly StackEntry[],
  states: States,
  { protect, stateBucket }: { readonly protect: boolean; readonly stateBucket: string },
): Problem[] {
  if (!protect) return [];
  return chosen.flatMap(({ name, part }) => {
    if (part === 'state') return [stateProtected(stateBucket)];
    return PROTECTED.includes(part) && (states.get(name) ?? []).length > 0 ? [stackProtected(name)] : [];
  });
}

/** Terraform knows nothing of other states, and would start with what another stack is using. */
export function validateDownstream(
  chosen: readonly StackEntry[],
  stacks: readonly StackEntry[],
  states: States,
): Problem[] {
  const kept = stacks.filter((stack) => !chosen.includes(stack));
  return chosen.flatMap(({ name }) =>
    kept
      .filter((stack) => stack.reads.includes(name))
      .map((stack) => ({ stack, held: addressesOf(states.get(stack.name) ?? []) }))
      .filter(({ held }) => held.length > 0)
      .map(({ stack, held }) => stackInUse(name, stack.name, held)),
  );
}

async function destroyStack(
  workplace: Workplace,
  { name }: StackEntry,
  { resources, ...approval }: Approval & { readonly resources: readonly StateResource[] },
): Promise<void> {
  const { settings, say } = workplace;
  if (resources.length === 0) return say('nothing is deployed');
  if (!settings.protect && keepsImages(resources)) {
    say('its repositories were deployed with MESH_PROTECT=on: they are told first that images may go');
    await applyPlan(workplace, await planStack(workplace, name), approval);
  }
  await applyPlan(workplace, await planStack(workplace, name, { kind: 'destroy' }), approval);
}

/** The provider deletes by what the state says, not by the JSON: a repository keeps its images until an apply says else. */
function keepsImages(resources: readonly StateResource[]): boolean {
  return resources.some(
    ({ type, instances }) =>
      type === 'aws_ecr_repository' && instances.some(({ force_delete }) => force_delete !== true),
  );
}
