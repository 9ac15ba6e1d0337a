/** Reads which command works on a state now, from the lock that terraform writes beside it (`use_lockfile`). */
import type { Problem } from '../../mesh/checks/problem';
import type { StackEntry } from '../../project';
import { stateLocked } from './problems';
import type { BucketStanding, StateStore } from './state-store';
import type { DeployContext } from '../run/deploy-context';

/** The fields that terraform writes. Each may be missing or wrong, because another program can write the file too. */
interface Lock {
  readonly ID?: unknown;
  readonly Who?: unknown;
  readonly Operation?: unknown;
  readonly Created?: unknown;
}

/** Terraform refuses a locked state too, but only when it comes to that stack. */
export async function validateStackLocks(
  { store, stateKey }: Pick<DeployContext, 'store' | 'stateKey'>,
  standing: BucketStanding,
  chosen: readonly StackEntry[],
): Promise<Problem[]> {
  if (standing.kind !== 'own') return [];
  const inBucket = chosen.filter(({ part }) => part !== 'state');
  return validateLocks(
    store,
    inBucket.map(({ name }) => stateKey(name)),
  );
}

/** @param keys of states */
export async function validateLocks(
  store: Pick<StateStore, 'read'>,
  keys: readonly string[],
): Promise<Problem[]> {
  const locks = await Promise.all(
    keys.map(async (key) => ({ key, text: await store.read(`${key}.tflock`) })),
  );
  return locks.flatMap(({ key, text }) => (text === undefined ? [] : [lockedBy(key, text)]));
}

function lockedBy(key: string, text: string): Problem {
  const { ID, Who, Operation, Created } = parse(text);
  const word = (value: unknown, otherwise: string) =>
    typeof value === 'string' && value !== '' ? value : otherwise;
  const operation = word(Operation, 'an unknown operation').replace(/^OperationType/, '');
  const holder = `${word(Who, 'an unknown user')} since ${word(Created, 'an unknown time')} (${operation})`;
  return stateLocked(key, holder, word(ID, '<id>'));
}

function parse(text: string): Lock {
  try {
    return (JSON.parse(text) ?? {}) as Lock;
  } catch {
    return {};
  }
}
