/** What `diff`, `deploy` and `destroy` work with: the project, terraform, the state bucket. Tests put fakes here. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { EXAMPLE_STATE_BUCKET, type Settings } from '../config';
import { listApplications, readProject, type StackEntry, STATE_STACK } from '../project';
import { ROOT } from './command';
import { s3StateStore } from './s3-state-store';
import { readState, type StateResource } from './state-file';
import type { StateStore } from './state-store';
import { bucketAddress, declaredIn, type DeclaredResource, stateKeyOf, synthesise } from './synthesis';
import { findTerraform, type Terraform } from './terraform';

/** State of stack `state`, in the project's root. */
export const LOCAL_STATE = 'terraform.state.tfstate';

export interface Workplace {
  readonly settings: Settings;
  /** All of the project, in the order of deployment. */
  readonly stacks: readonly StackEntry[];
  readonly terraform: Terraform;
  readonly store: StateStore;
  /** What the local state holds. */
  localState(): StateResource[];
  stateKey(stack: string): string;
  /** What the JSON of a stack declares. */
  declared(stack: string): readonly DeclaredResource[];
  /** Address of the bucket in stack `state`. */
  readonly bucketAddress: string;
  say(line: string): void;
}

/** Reads the project, chooses stacks, finds terraform, writes the JSON: the quick refusals first. */
export async function openWorkplace(
  choose: (stacks: readonly StackEntry[]) => readonly StackEntry[],
  root = ROOT,
): Promise<{ readonly workplace: Workplace; readonly chosen: readonly StackEntry[] }> {
  const { settings, stacks } = readProject({ root, ...listApplications(root) });
  const chosen = choose(stacks);
  const terraform = await findTerraform(root);
  await synthesise(root);
  const workplace = {
    settings,
    stacks,
    terraform,
    store: s3StateStore(settings.stateBucket, settings.region),
    localState: () => readLocalState(root),
    stateKey: (stack: string) => stateKeyOf(root, stack),
    declared: (stack: string) => declaredIn(root, stack),
    bucketAddress: bucketAddress(root, STATE_STACK),
    say: (line: string) => console.log(line),
  };
  return { workplace, chosen };
}

export const isExample = ({ stateBucket }: Settings) => stateBucket === EXAMPLE_STATE_BUCKET;

/** What each stack's state holds, by stack; nothing for one that is not deployed. Only asks a bucket that is ours. */
export async function readStates(
  { store, stateKey, localState }: Workplace,
  stacks: readonly StackEntry[],
): Promise<ReadonlyMap<string, readonly StateResource[]>> {
  const states = stacks.map(async ({ name, part }): Promise<[string, StateResource[]]> => {
    if (part === 'state') return [name, localState()];
    const key = stateKey(name);
    return [name, readState((await store.read(key)) ?? '', key)];
  });
  return new Map(await Promise.all(states));
}

function readLocalState(root: string): StateResource[] {
  const file = join(root, LOCAL_STATE);
  return existsSync(file) ? readState(readFileSync(file, 'utf8'), LOCAL_STATE) : [];
}
