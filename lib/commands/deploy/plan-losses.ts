/**
 * What an apply would remove: running resources that must be replaced, and policies that a stack does not declare. Rules
 * of security groups that it does not declare stay, and are listed.
 */
import { formatProblem, throwErrors } from '../../mesh/checks/problem';
import type { StackPlan } from '../terraform/stack-plan';
import { validateReplaced } from './replaced-check';
import { validateUndeclaredPolicies } from './undeclared-policies';
import { revokeCommand, sayRule, type UndeclaredRule, undeclaredRules } from './undeclared-rules';
import type { DeployContext } from '../run/deploy-context';

/** Prints what an apply would remove and what it would leave. @returns whether something exists that is not declared */
export async function reportLosses(context: DeployContext, plan: StackPlan): Promise<boolean> {
  const { rules, policies, replaced } = await findLosses(context, plan);
  [...policies, ...replaced].forEach((problem) => context.say(formatProblem(problem)));
  return rules.length + policies.length > 0;
}

/** Throws if an apply would remove a policy that may be needed, or replace what runs. Rules stay and are reported. */
export async function refuseLosses(context: DeployContext, plan: StackPlan): Promise<void> {
  const { policies, replaced } = await findLosses(context, plan);
  throwErrors([...policies, ...replaced]);
}

/** Prints the rules at once, because no apply removes them. */
async function findLosses({ readPlan, settings, say }: DeployContext, plan: StackPlan) {
  const read = await readPlan(plan);
  const rules = undeclaredRules(read);
  if (rules.length > 0) say(sayRules(rules));
  return {
    rules,
    policies: validateUndeclaredPolicies(read, settings),
    replaced: validateReplaced(read, plan.stack, settings),
  };
}

function sayRules(rules: readonly UndeclaredRule[]): string {
  return [
    '\nrules that are not declared, which no plan shows and no apply removes:',
    ...rules.flatMap((rule) => [`  ${rule.address}: ${sayRule(rule)}`, `    ${revokeCommand(rule)}`]),
  ].join('\n');
}
