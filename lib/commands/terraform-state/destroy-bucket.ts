/** Destroys stack `state`: the bucket and every version of every state, for ever. */
import { type Problem, throwErrors } from '../../mesh/checks/problem';
import { type StackEntry, STATE_STACK } from '../../project';
import { adoptBucket, mustAdopt } from './adopt-bucket';
import { CommandEnd } from '../cli/command';
import type { Approval } from '../cli/approval';
import { stateBucketShared, stateNotEmpty } from './problems';
import { validateLocks } from './state-locks';
import { addressesOf, readState } from './state-file';
import type { StateStore, StoredKey } from './state-store';
import { applyPlan, planStack } from '../terraform/stack-plan';
import type { DeployContext } from '../run/deploy-context';

const STATE = '.tfstate';
const LOCK = '.tfstate.tflock';

/** States of `chosen` are destroyed in the same run. Every other state, of any stage, must be empty. */
export async function validateBucketContent(
  { store, stateKey }: Pick<DeployContext, 'store' | 'stateKey'>,
  chosen: readonly StackEntry[] = [],
): Promise<Problem[]> {
  const going = chosen.filter(({ part }) => part !== 'state').map(({ name }) => stateKey(name));
  const keys = await store.keys();
  const others = keys.map(({ key }) => key).filter((key) => !key.endsWith(STATE) && !key.endsWith(LOCK));
  const live = keys.filter((key) => key.live).map(({ key }) => key);
  const states = live.filter((key) => key.endsWith(STATE) && !going.includes(key));
  const held = await Promise.all(
    states.map(async (key) => ({ key, resources: await resourcesAt(store, key) })),
  );
  return [
    ...(others.length > 0 ? [stateBucketShared(store.bucket, others)] : []),
    ...(await validateLocks(
      store,
      live.filter((key) => key.endsWith(LOCK)).map((key) => key.slice(0, -'.tflock'.length)),
    )),
    ...held
      .filter(({ resources }) => resources.length > 0)
      .map(({ key, resources }) => stateNotEmpty(key, resources)),
  ];
}

export async function destroyBucket(context: DeployContext, options: Approval): Promise<void> {
  const { store, inits, say } = context;
  describeKeys(await store.keys()).forEach(say);
  const question = `Delete bucket "${store.bucket}" and every version of these states for ever?`;
  if (!options.autoApprove && !(await options.confirm(question))) {
    say('nothing was deleted');
    throw new CommandEnd(1);
  }
  // After the bucket is emptied, the rest must succeed too.
  await inits.init(STATE_STACK, { always: true });
  if (mustAdopt(context, { kind: 'own' })) await adoptBucket(context);
  // Checked again: other stacks were destroyed meanwhile, or another command has changed a state during the question.
  throwErrors(await validateBucketContent(context));
  await store.empty((deleted) => say(`${deleted} versions deleted`));
  const plan = await planStack(context, STATE_STACK, { kind: 'destroy' });
  await applyPlan(context, plan, { ...options, autoApprove: true });
}

function describeKeys(keys: readonly StoredKey[]): string[] {
  const states = keys.filter(({ key }) => key.endsWith(STATE));
  if (states.length === 0) return ['the bucket holds no state'];
  return states.map(
    ({ key, live }) => `${key}: ${live ? 'holds no resources' : 'deleted, older versions remain'}`,
  );
}

async function resourcesAt(store: StateStore, key: string): Promise<string[]> {
  return addressesOf(readState((await store.read(key)) ?? '', key));
}
