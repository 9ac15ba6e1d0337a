/** What `diff`, `deploy` and `destroy` work with: the project, terraform, the state bucket. Tests put fakes here. */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { EXAMPLE_STATE_BUCKET, type Settings } from '../config';
import { listApplications, type Project, readProject, type StackEntry, STATE_STACK } from '../project';
import { ROOT } from './command';
import { emptyModule } from './empty-module';
import { s3StateStore } from './s3-state-store';
import { readState, type StateResource } from './state-file';
import type { StateStore } from './state-store';
import { bucketAddress, declaredIn, type DeclaredResource, stateKeyOf, synthesise } from './synthesis';
import { openRun, type Run } from './run';
import type { PlanJson, StackPlan } from './stack-plan';
import {
  findTerraform,
  initOnce,
  readPlanFile,
  type Terraform,
  terraformIn,
  type TerraformProgram,
} from './terraform';

/** State of stack `state`, in the project's root. */
export const LOCAL_STATE = 'terraform.state.tfstate';

export interface Workplace {
  readonly settings: Settings;
  /** All of the project, in the order of deployment. */
  readonly stacks: readonly StackEntry[];
  readonly terraform: Terraform;
  /** `terraform init`, once for each stack. Throws where it fails. */
  init(stack: string): Promise<void>;
  /** Where a plan of a stack is written to. */
  planFile(stack: string): string;
  /** Takes terraform two seconds. */
  readPlan(plan: StackPlan): Promise<PlanJson>;
  readonly store: StateStore;
  /** What the local state holds. */
  localState(): StateResource[];
  stateKey(stack: string): string;
  /** What the JSON of a stack declares. */
  declared(stack: string): readonly DeclaredResource[];
  /** Writes a module without resources for a stack that the code does not have, with the provider of one that it has. */
  declareNothing(stack: string, like: string): void;
  /** Address of the bucket in stack `state`. */
  readonly bucketAddress: string;
  say(line: string): void;
}

export interface WorkplaceInput {
  /** `deploy` */
  readonly command: string;
  /** It changes what is deployed, so no other that does may run. */
  readonly isExclusive: boolean;
  choose(stacks: readonly StackEntry[]): readonly StackEntry[];
  /** @default - this project */
  readonly root?: string;
}

/** Reads the project, chooses stacks, finds terraform, writes the JSON: the quick refusals first. */
export async function inWorkplace(
  { command, isExclusive, choose, root = ROOT }: WorkplaceInput,
  work: (workplace: Workplace, chosen: readonly StackEntry[]) => Promise<number>,
): Promise<number> {
  const project = readProject({ root, ...listApplications(root) });
  const chosen = choose(project.stacks);
  const program = await findTerraform();
  const run = openRun({ root, command, stacks: chosen.map(({ name }) => name), isExclusive });
  try {
    await synthesise(root, run);
    return await work(workplaceOf(root, { project, run, program }), chosen);
  } finally {
    run.close();
  }
}

interface Opened {
  readonly project: Project;
  readonly run: Run;
  readonly program: TerraformProgram;
}

function workplaceOf(root: string, { project, run, program }: Opened): Workplace {
  const { settings, stacks } = project;
  const terraform = terraformIn(run, program);
  return {
    settings,
    stacks,
    terraform,
    init: initOnce(terraform),
    planFile: (stack) => run.planFile(stack),
    // A cast, since the format is Terraform's, and versioned.
    readPlan: async (plan) => (await readPlanFile(run, program, plan)) as PlanJson,
    store: s3StateStore(settings.stateBucket, settings.region),
    localState: () => readLocalState(root),
    stateKey: (stack) => stateKeyOf(run.folder, stack),
    declared: (stack) => declaredIn(run.folder, stack),
    declareNothing: (stack, like) => {
      const text = readFileSync(join(run.stackFolder(like), 'cdk.tf.json'), 'utf8');
      mkdirSync(run.stackFolder(stack), { recursive: true });
      writeFileSync(join(run.stackFolder(stack), 'cdk.tf.json'), emptyModule(text, stack));
    },
    bucketAddress: bucketAddress(run.folder, STATE_STACK),
    say: (line) => console.log(line),
  };
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
