/**
 * Opens the context of `diff`, `deploy` and `destroy`. At the end it prints the summary and closes the context, in any
 * case.
 */
import { constants } from 'node:os';
import { join, relative } from 'node:path';
import { MeshError } from '../../mesh/checks/problem';
import {
  listApplications,
  messagesFor,
  type Project,
  readProject,
  type StackEntry,
  STATE_STACK,
} from '../../project';
import { CommandEnd, ROOT } from '../cli/command';
import { initsOf, initStack } from '../terraform/inits';
import { modulesIn } from '../terraform/extra-modules';
import { openOutcomes, type Outcomes } from './outcomes';
import { isProgramRunning, SIGNALS } from '../cli/program';
import { withPluginCache } from '../terraform/plugin-cache';
import { openRun, type Run } from './run';
import { s3StateStore } from '../terraform-state/s3-state-store';
import { openScreen } from '../cli/screen';
import type { PlanJson } from '../terraform/plan-json';
import { bucketAddress, declaredIn, stateKeyOf, synthesise } from './synth-stacks';
import { readPlanFile, terraformIn, type TerraformWatch } from '../terraform/terraform';
import { findTerraform, type TerraformProgram } from '../terraform/find-terraform';
import { LOG_FILE } from '../terraform/terraform-log';
import { readLocalState, type DeployContext } from './deploy-context';
import { closingLines, leftState } from './closing-summary';

export interface DeployContextInput {
  /** `deploy` */
  readonly command: string;
  /** As the user typed them. */
  readonly flags: ReadonlyMap<string, string>;
  /** It changes what is deployed, so no other command that does so may run. */
  readonly isExclusive: boolean;
  choose(stacks: readonly StackEntry[]): readonly StackEntry[];
  /** @default - this project */
  readonly root?: string;
}

/** Reads the project, chooses stacks, finds terraform and writes the JSON. The quick checks come first. */
export async function inDeployContext(
  input: DeployContextInput,
  work: (context: DeployContext, chosen: readonly StackEntry[]) => Promise<number>,
): Promise<number> {
  const { command, flags, isExclusive, choose, root = ROOT } = input;
  const project = readProject({ root, ...listApplications(root) });
  const chosen = choose(project.stacks);
  const program = withPluginCache(root, await findTerraform());
  const run = openRun({ root, command, stacks: chosen.map(({ name }) => name), isExclusive });
  const opened: Opened = { root, project, run, program, flags, outcomes: openOutcomes() };
  const close = (isDone: boolean) => {
    closingLines({ ...opened, command }, isDone).forEach(say);
    run.close();
  };
  const stopListening = onInterrupt(() => close(false));
  let exitCode = 1;
  try {
    messagesFor(project, chosen).forEach((line) => console.error(line));
    await synthesise(root, run);
    run.savedStates.forEach((file) => say(leftState(relative(root, file))));
    say(`the output of terraform goes to ${relative(root, join(run.folder, LOG_FILE))}`);
    exitCode = await work(deployContextOf(opened), chosen);
    return exitCode;
  } catch (error) {
    if (!(error instanceof MeshError)) throw error;
    complain(error.message);
    throw new CommandEnd(1);
  } finally {
    stopListening();
    close(exitCode !== 1);
  }
}

const now = () => new Date();
const say = (line: string) => screenOf(process.stdout)(line);
const complain = (line: string) => screenOf(process.stderr)(line);
const screenOf = (stream: NodeJS.WriteStream) =>
  openScreen({ isTerminal: stream.isTTY, write: (text) => stream.write(text), now });

interface Opened {
  readonly root: string;
  readonly project: Project;
  readonly run: Run;
  readonly program: TerraformProgram;
  readonly flags: ReadonlyMap<string, string>;
  readonly outcomes: Outcomes;
}

function deployContextOf({ root, project, run, program, flags, outcomes }: Opened): DeployContext {
  const { settings, stacks, providerLocks } = project;
  const verbose = flags.has('--verbose');
  const show = (text: string) => void process.stdout.write(text);
  const planTexts = new Map<string, string>();
  const watch: TerraformWatch = {
    say,
    show,
    complain: (text) => void process.stderr.write(text),
    verbose,
    onPlan: (stack, text) => planTexts.set(stack, text),
    onChange: (stack) => outcomes.change(stack),
  };
  const terraform = terraformIn(run, program, watch);
  return {
    root,
    settings,
    providerLocks,
    stacks,
    terraform,
    inits: initsOf((stack, always) => initStack({ root, run, program, project, watch }, stack, always), say),
    planFile: (stack) => run.planFile(stack),
    // A cast, since the format is Terraform's, and versioned.
    readPlan: async (plan) => (await readPlanFile(run, program, plan)) as PlanJson,
    // With --verbose it was printed already.
    showPlan: (stack) => verbose || show(`\n${planTexts.get(stack) ?? ''}\n`),
    outcomes,
    store: s3StateStore(settings.stateBucket, settings.region),
    localState: () => readLocalState(root),
    stateKey: (stack) => stateKeyOf(run.folder, stack),
    declared: (stack) => declaredIn(run.folder, stack),
    ...modulesIn(root, run),
    bucketAddress: bucketAddress(run.folder, STATE_STACK),
    say,
    firstStep: async (targetBefore) => {
      const first = run.firstStep();
      await synthesise(root, first, { MESH_TARGET_BEFORE: targetBefore });
      const own = { ...project, settings: { ...settings, targetBefore } };
      return deployContextOf({ root, project: own, run: first, program, flags, outcomes });
    },
  };
}

/** For the time when no program of ours runs: at a question, or during a call of AWS. Returns a function that ends it. */
function onInterrupt(close: () => void): () => void {
  const end = (signal: NodeJS.Signals) => {
    if (isProgramRunning()) return;
    close();
    process.exit(128 + constants.signals[signal]);
  };
  SIGNALS.forEach((signal) => process.on(signal, end));
  return () => SIGNALS.forEach((signal) => process.off(signal, end));
}
