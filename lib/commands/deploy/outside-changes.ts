/** What stands in the account beside what a stack declares, as far as its plan has read it. */
import { formatProblem, throwErrors } from '../../mesh/checks/problem';
import type { StackPlan } from '../terraform/stack-plan';
import { validateTakenPolicies } from './undeclared-policies';
import { revokeCommand, sayRule, type UndeclaredRule, undeclaredRules } from './undeclared-rules';
import type { DeployContext } from '../run/deploy-context';

/** @returns whether there is any. What an apply would take away, and what it would leave, is said. */
export async function sayUndeclared(context: DeployContext, plan: StackPlan): Promise<boolean> {
  const { rules, taken } = await findUndeclared(context, plan);
  taken.forEach((problem) => context.say(formatProblem(problem)));
  return rules.length + taken.length > 0;
}

/** Before an apply: throws where it would remove a policy that may be needed. Rules stay, and are reported. */
export async function refuseUndeclared(context: DeployContext, plan: StackPlan): Promise<void> {
  throwErrors((await findUndeclared(context, plan)).taken);
}

/** Rules are said at once: no apply takes them away. */
async function findUndeclared({ readPlan, settings, say }: DeployContext, plan: StackPlan) {
  const read = await readPlan(plan);
  const rules = undeclaredRules(read);
  if (rules.length > 0) say(sayRules(rules));
  return { rules, taken: validateTakenPolicies(read, settings) };
}

function sayRules(rules: readonly UndeclaredRule[]): string {
  return [
    '\nrules that are not declared, which no plan shows and no apply removes:',
    ...rules.flatMap((rule) => [`  ${rule.address}: ${sayRule(rule)}`, `    ${revokeCommand(rule)}`]),
  ].join('\n');
}
