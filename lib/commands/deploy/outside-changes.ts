/** Finds rules of security groups and policies of roles that a stack does not declare, as its plan read them. */
import { formatProblem, throwErrors } from '../../mesh/checks/problem';
import type { StackPlan } from '../terraform/stack-plan';
import { validateUndeclaredPolicies } from './undeclared-policies';
import { revokeCommand, sayRule, type UndeclaredRule, undeclaredRules } from './undeclared-rules';
import type { DeployContext } from '../run/deploy-context';

/** Prints what an apply would remove and what it would leave. @returns whether there is any */
export async function reportOutsideChanges(context: DeployContext, plan: StackPlan): Promise<boolean> {
  const { rules, taken } = await findUndeclared(context, plan);
  taken.forEach((problem) => context.say(formatProblem(problem)));
  return rules.length + taken.length > 0;
}

/** Throws if an apply would remove a policy that may be needed. Rules stay and are reported. */
export async function refuseUndeclared(context: DeployContext, plan: StackPlan): Promise<void> {
  throwErrors((await findUndeclared(context, plan)).taken);
}

/** Prints the rules at once, because no apply removes them. */
async function findUndeclared({ readPlan, settings, say }: DeployContext, plan: StackPlan) {
  const read = await readPlan(plan);
  const rules = undeclaredRules(read);
  if (rules.length > 0) say(sayRules(rules));
  return { rules, taken: validateUndeclaredPolicies(read, settings) };
}

function sayRules(rules: readonly UndeclaredRule[]): string {
  return [
    '\nrules that are not declared, which no plan shows and no apply removes:',
    ...rules.flatMap((rule) => [`  ${rule.address}: ${sayRule(rule)}`, `    ${revokeCommand(rule)}`]),
  ].join('\n');
}
