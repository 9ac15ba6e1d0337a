/** Plans a stack into a file, and applies that file: so exactly the plan that was shown is applied. */
import type { Approval } from '../cli/approval';
import { CommandEnd } from '../cli/command';
import { terraformFailed } from './problems';
import { MeshError } from '../../mesh/checks/problem';
import { mustSucceed, type Terraform } from './terraform';
import type { Inits } from './inits';

export interface StackPlan {
  readonly stack: string;
  /** `apply` is what an apply of this plan does to the stack. */
  readonly kind: 'apply' | 'destroy';
  readonly file: string;
  /** Whether resources or outputs change. */
  readonly hasChanges: boolean;
}

/** The functions that plan and apply the stacks of one run. */
export interface Planner {
  readonly inits: Inits;
  readonly terraform: Terraform;
  /** The path for the plan of a stack. */
  planFile(stack: string): string;
  /** Shows the last plan of a stack in Terraform's words. */
  showPlan(stack: string): void;
  say(line: string): void;
}

export interface PlanOptions {
  /** @default 'apply' */
  readonly kind?: StackPlan['kind'];
  /** Further arguments of `terraform plan`, such as `-lock=false`. */
  readonly args?: readonly string[];
}

/** Throws if terraform fails. @returns a plan, which `context.readPlan` shows as JSON */
export async function planStack(
  { inits, terraform, planFile }: Planner,
  stack: string,
  { kind = 'apply', args = [] }: PlanOptions = {},
): Promise<StackPlan> {
  const file = planFile(stack);
  await inits.init(stack);
  const words = [...(kind === 'destroy' ? ['-destroy'] : []), ...args, '-detailed-exitcode', `-out=${file}`];
  const plan = () => terraform(stack, 'plan', '-input=false', ...words);
  let exitCode = await plan();
  if (hasFailed(exitCode) && (await inits.initAgain(stack))) exitCode = await plan();
  if (hasFailed(exitCode)) throw new MeshError([terraformFailed(stack, 'plan', exitCode)]);
  return { stack, kind, file, hasChanges: exitCode === 2 };
}

/** Exit codes of `terraform plan -detailed-exitcode`. */
const hasFailed = (exitCode: number) => exitCode !== 0 && exitCode !== 2;

/** Asks first, unless nothing changes or approval is automatic. If the answer is no, the command ends. */
export async function applyPlan(
  { terraform, showPlan, say }: Planner,
  { stack, kind, file, hasChanges }: StackPlan,
  { autoApprove, confirm }: Approval,
): Promise<void> {
  if (!hasChanges) return;
  const question = kind === 'destroy' ? `Destroy stack "${stack}"?` : `Apply this plan to stack "${stack}"?`;
  if (!autoApprove) showPlan(stack);
  if (!autoApprove && !(await confirm(question))) {
    say(`stack "${stack}": nothing was changed`);
    throw new CommandEnd(1);
  }
  await mustSucceed(terraform, stack, 'apply', '-input=false', file);
}
