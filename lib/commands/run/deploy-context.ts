/**
 * The things that `diff`, `deploy` and `destroy` work with: the project, terraform, the state bucket. Tests pass fakes.
 */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { EXAMPLE_STATE_BUCKET, type Settings } from '../../project/settings';
import type { ProviderLocks, StackEntry } from '../../project';
import type { Arrival, MoveFiles } from '../resource-moves/move-files';
import type { Outcomes } from './outcomes';
import type { PlanJson } from '../terraform/plan-json';
import type { Planner, StackPlan } from '../terraform/stack-plan';
import { readState, type StateResource, type States } from '../terraform-state/state-file';
import type { StateStore } from '../terraform-state/state-store';
import type { DeclaredResource } from './synth-stacks';
import type { TargetName } from '../../targets';

/** State of stack `state`, in the project's folder. */
export const LOCAL_STATE = 'terraform.state.tfstate';

export interface DeployContext extends Planner {
  /** Folder of the project. */
  readonly root: string;
  readonly settings: Settings;
  readonly providerLocks: ProviderLocks;
  /** All of the project, in the order of deployment. */
  readonly stacks: readonly StackEntry[];
  /** Terraform needs two seconds for it. */
  readPlan(plan: StackPlan): Promise<PlanJson>;
  /** The outcome of each stack so far. */
  readonly outcomes: Outcomes;
  readonly store: StateStore;
  /** The content of the local state. */
  localState(): StateResource[];
  stateKey(stack: string): string;
  /** What the JSON of a stack declares. */
  declared(stack: string): readonly DeclaredResource[];
  /** Text of the JSON of a stack. */
  json(stack: string): string;
  /** Writes the files that move resources between stacks. They replace the files written before. */
  writeMoves(moves: MoveFiles): void;
  /** The resources that the moves written last bring to a stack. */
  arrivals(): readonly Arrival[];
  /** Call it when all of them have arrived. */
  endMoves(): void;
  /** Writes a module without resources for a stack. @param like a stack of the code, whose provider it takes */
  declareNothing(stack: string, like: string): void;
  /** Whether users add resources beside the JSON of a stack, or change those in it. */
  hasOwnDeclarations(stack: string): boolean;
  /** Address of the bucket in stack `state`. */
  readonly bucketAddress: string;
  /**
   * Writes the JSON of the first step of a switch, into a folder beside the other. @param before the target that still
   * runs
   */
  firstStep(before: TargetName): Promise<DeployContext>;
}

export const isExample = ({ stateBucket }: Settings) => stateBucket === EXAMPLE_STATE_BUCKET;

/** Reads the resources in each stack's state; none for a stack that is not deployed. Call it only for a bucket that is ours. */
export async function readStates(
  { store, stateKey, localState }: DeployContext,
  stacks: readonly StackEntry[],
): Promise<States> {
  const states = stacks.map(async ({ name, part }): Promise<[string, StateResource[]]> => {
    if (part === 'state') return [name, localState()];
    const key = stateKey(name);
    return [name, readState((await store.read(key)) ?? '', key)];
  });
  return new Map(await Promise.all(states));
}

export function readLocalState(root: string): StateResource[] {
  const file = join(root, LOCAL_STATE);
  return existsSync(file) ? readState(readFileSync(file, 'utf8'), LOCAL_STATE) : [];
}
