/** What stands in the account beside what a stack declares, as far as its plan has read it. */
import { formatProblem, throwErrors } from '../mesh/problem';
import type { StackEntry, StackPart } from '../project';
import type { StackPlan } from './stack-plan';
import { validateTakenPolicies } from './taken-policies';
import { revokeCommand, sayRule, type UndeclaredRule, undeclaredRules } from './undeclared-rules';
import type { Workplace } from './workplace';

/** Parts with security groups and roles. */
const PARTS: readonly StackPart[] = ['application', 'platform', 'services'];

export const mayHoldUndeclared = ({ part }: Pick<StackEntry, 'part'>): boolean => PARTS.includes(part);

/** @returns whether there is any. What an apply would take away, and what it would leave, is said. */
export async function sayUndeclared(
  { readPlan, settings, say }: Workplace,
  plan: StackPlan,
): Promise<boolean> {
  const read = await readPlan(plan);
  const rules = undeclaredRules(read);
  if (rules.length > 0) say(sayRules(rules));
  const taken = validateTakenPolicies(read, settings);
  taken.forEach((problem) => say(formatProblem(problem)));
  return rules.length + taken.length > 0;
}

/** Before an apply: throws where it would take away what somebody may need. Rules stay, and are said. */
export async function refuseUndeclared(
  { readPlan, settings, say }: Workplace,
  plan: StackPlan,
): Promise<void> {
  const read = await readPlan(plan);
  const rules = undeclaredRules(read);
  if (rules.length > 0) say(sayRules(rules));
  throwErrors(validateTakenPolicies(read, settings));
}

function sayRules(rules: readonly UndeclaredRule[]): string {
  return [
    '\nrules that nobody declared, which no plan shows and no apply takes away:',
    ...rules.flatMap((rule) => [`  ${rule.address}: ${sayRule(rule)}`, `    ${revokeCommand(rule)}`]),
  ].join('\n');
}
