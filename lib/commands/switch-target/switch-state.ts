/** Reads from the states whether a switch is in progress: only the JSON of the first step has this output. */
import { type TargetName, TARGETS } from '../../targets';
import type { StackEntry } from '../../project';
import { SWITCHING_OUTPUT } from '../../targets/switch';
import { readOutput } from '../terraform-state/state-file';
import type { DeployContext } from '../run/deploy-context';

/** By stack: the two targets that it is between. Stacks without a switch are left out. */
export type Switching = ReadonlyMap<string, readonly TargetName[]>;

/** Asks only a bucket that is ours. @param stacks whose state is in the bucket */
export async function readSwitching(
  { store, stateKey }: Pick<DeployContext, 'store' | 'stateKey'>,
  stacks: readonly StackEntry[],
): Promise<Switching> {
  const found = stacks.map(async ({ name }) => {
    const key = stateKey(name);
    return [name, switchingIn((await store.read(key)) ?? '', key)] as const;
  });
  return new Map((await Promise.all(found)).filter(([, targets]) => targets.length > 0));
}

/** @param text of a state */
export function switchingIn(text: string, where: string): readonly TargetName[] {
  const value = readOutput(text, where, SWITCHING_OUTPUT);
  return TARGETS.filter((target) => Array.isArray(value) && value.includes(target));
}
