/** Plans a stack into a file, and applies that file: what was looked at is what happens. */
import type { Approval } from '../cli/approval';
import { CommandEnd } from '../cli/command';
import { terraformFailed } from './problems';
import { MeshError } from '../../mesh/checks/problem';
import { mustSucceed } from './terraform';
import type { DeployContext } from '../stacks/deploy-context';

export interface StackPlan {
  readonly stack: string;
  /** `apply` is what an apply of it does to the stack. */
  readonly kind: 'apply' | 'destroy';
  readonly file: string;
  /** Whether resources or outputs change. */
  readonly hasChanges: boolean;
}

/** As `terraform show -json` of a plan has it: https://developer.hashicorp.com/terraform/internals/json-format */
export interface PlanJson {
  readonly resource_changes?: readonly ResourceChange[];
  /** What was changed outside of Terraform, as the refresh found it. */
  readonly resource_drift?: readonly ResourceChange[];
  /** Before the plan is applied, as the refresh found it. Undefined where nothing is deployed. */
  readonly prior_state?: {
    readonly values?: { readonly root_module?: { readonly resources?: readonly RefreshedResource[] } };
  };
}

export interface RefreshedResource {
  readonly address: string;
  readonly type: string;
  readonly values: Readonly<Record<string, unknown>>;
}

export interface ResourceChange {
  /** `aws_security_group.web` */
  readonly address: string;
  readonly type: string;
  readonly name: string;
  readonly change: {
    /** `no-op`, `create`, `read`, `update`, `delete`; two of them for a replacement. */
    readonly actions: readonly string[];
    readonly before: unknown;
    readonly after: unknown;
    readonly after_unknown?: unknown;
  };
}

export interface PlanOptions {
  /** @default 'apply' */
  readonly kind?: StackPlan['kind'];
  /** More words for `terraform plan`, such as `-lock=false`. */
  readonly args?: readonly string[];
}

/** Throws where terraform fails. @returns a plan, which `context.readPlan` shows as JSON */
export async function planStack(
  { inits, terraform, planFile }: DeployContext,
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

/** As of `terraform plan -detailed-exitcode`. */
const hasFailed = (exitCode: number) => exitCode !== 0 && exitCode !== 2;

/** Asks first, unless nothing changes or approval is automatic. A no ends the command. */
export async function applyPlan(
  { terraform, showPlan, say }: DeployContext,
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
