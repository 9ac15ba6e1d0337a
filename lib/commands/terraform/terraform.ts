/**
 * Runs terraform in the folder of a stack.
 *
 * It does not use `cdktf deploy`: its node-pty has no binary above Node 22, it applies stacks in parallel with one prompt
 * for all, `cdktf diff` plans one stack only, and neither can import. With terraform itself the prompt, the exit codes
 * and the handling of Ctrl-C are terraform's own.
 */
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { MeshError } from '../../mesh/checks/problem';
import { terraformFailed } from './problems';
import { runProgram } from '../cli/program';
import type { Run } from '../run/run';
import { planTextOf } from './terraform-lines';
import { logCall } from './terraform-log';
import { terraformProgress } from './terraform-progress';
import type { TerraformProgram } from './find-terraform';

/** Resolves with terraform's exit code. */
export type Terraform = (stack: string, subcommand: string, ...args: readonly string[]) => Promise<number>;

/** Functions that receive what terraform does. */
export interface TerraformWatch {
  /** A line of ours. */
  say(line: string): void;
  /** Terraform's own output. */
  show(text: string): void;
  /** Terraform's errors. */
  complain(text: string): void;
  /** Whether its output is shown as it comes. */
  readonly verbose: boolean;
  /** The plan of a stack, as a person reads it. */
  onPlan(stack: string, text: string): void;
  /** A resource of a stack was created, changed or deleted. */
  onChange(stack: string): void;
  /** Open files that terraform gets besides the run's pipe. @default [] */
  readonly holds?: readonly number[];
}

/** Writes terraform's output to the run's log. The screen shows the progress, and all errors. */
export function terraformIn(run: Run, { program, env }: TerraformProgram, watch: TerraformWatch): Terraform {
  // Terraform writes colours wherever it writes to, even to a file.
  const plain = process.stdout.isTTY ? [] : ['-no-color'];
  return async (stack, subcommand, ...args) => {
    run.tell({ stack, subcommand });
    watch.say(`  terraform ${subcommand}`);
    const startMs = Date.now();
    const progress = terraformProgress({ say: watch.say, onDone: () => watch.onChange(stack), startMs });
    const call = logCall(run.logFolder, [`-chdir=${stack}`, subcommand, ...args], (text) => {
      if (watch.verbose) watch.show(text);
      progress.take(text);
      progress.tick(Date.now());
    });
    try {
      return await runProgram(program, [subcommand, ...plain, ...args], {
        cwd: run.stackFolder(stack),
        env: { ...env, TF_DATA_DIR: run.dataFolder(stack) },
        inherits: [run.pipe, ...(watch.holds ?? [])],
        writesTo: call,
        complain: watch.say,
        onStart: (pid) => run.tell({ stack, subcommand, pid }),
      });
    } finally {
      const { stdout, stderr } = call.end();
      progress.end();
      watch.complain(stderr);
      if (subcommand === 'plan') watch.onPlan(stack, planTextOf(stdout));
      run.keepOwnFiles(stack);
      run.tell(undefined);
    }
  };
}

/** `terraform show -json` of a file that `plan -out` wrote. */
export async function readPlanFile(
  run: Run,
  { program, env }: TerraformProgram,
  { stack, file }: { readonly stack: string; readonly file: string },
): Promise<unknown> {
  const { stdout } = await promisify(execFile)(program, ['show', '-json', file], {
    cwd: run.stackFolder(stack),
    env: { ...env, TF_DATA_DIR: run.dataFolder(stack) },
    // The JSON of a platform stack has some megabytes.
    maxBuffer: 1 << 30,
  });
  return JSON.parse(stdout) as unknown;
}

/** Throws if terraform ends with an exit code other than 0. */
export async function mustSucceed(
  terraform: Terraform,
  ...[stack, subcommand, ...args]: Parameters<Terraform>
): Promise<void> {
  const exitCode = await terraform(stack, subcommand, ...args);
  if (exitCode !== 0) throw new MeshError([terraformFailed(stack, subcommand, exitCode)]);
}
